import { TextField, type TextFieldProps } from '#app/ui/text-field.tsx';

/** An e-mail address to sign in with, as phones' keyboards and password managers know it. */
export function AddressField(props: Pick<TextFieldProps, 'label' | 'hint' | 'autoComplete' | 'error'>) {
  return (
    <TextField
      {...props}
      name="email"
      type="email"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      required
    />
  );
}
