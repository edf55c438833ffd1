/** Why an action of a house's page was refused, with what was typed. */
export type UnitRefusal = {
  message: string;
  fields: { field: string; message: string }[];
  latitude?: string | undefined;
  longitude?: string | undefined;
};
