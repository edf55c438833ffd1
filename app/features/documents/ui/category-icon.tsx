import {
  AirVent,
  AppWindow,
  BookOpen,
  Droplets,
  FileText,
  Flame,
  HousePlug,
  ShieldCheck,
  Siren,
  Trees,
  Truck,
  type LucideIcon,
} from 'lucide-react';

const ICONS: Record<string, LucideIcon> = {
  guides: BookOpen,
  heating: Flame,
  electrical: HousePlug,
  water: Droplets,
  ventilation: AirVent,
  safety: Siren,
  'windows-doors': AppWindow,
  warranty: ShieldCheck,
  estate: Trees,
  services: Truck,
};

/** A category's picture; always beside its name, never instead of it. */
export function CategoryIcon({ category, className }: { category: string; className?: string }) {
  const Icon = ICONS[category] ?? FileText;
  return <Icon aria-hidden strokeWidth={1.5} className={className} />;
}
