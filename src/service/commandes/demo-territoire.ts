import { COMMUNES } from "../../../demo/communes.ts";

export const EPCI_DEMO = "200068666";
export const NOM_DEMO = "Saint-Dizier, Der & Blaise";

export const COMMUNES_DEMO = COMMUNES.map(({ code, nom, population }) => ({ commune: code, nom, population }));

export function territoireDemo(nom: string) {
  return { epci: EPCI_DEMO, nom, demonstration: true, nature: "CA" } as const;
}
