import type { Cas } from "./cas-observatoire.ts";
import { EPCI } from "./produit.ts";

const T = `/t/${EPCI}`;

/** The rules of the programme and its time line. */
export const CAS_REGLES: readonly Cas[] = [
  ["agent-epci", "règles du programme", `${T}/programme/regles`, 200, "Les règles, en une ligne"],
  ["agent-bailleur", "règles sans verdict", `${T}/programme/regles`, 200, "données sans verdict"],
  ["agent-epci", "changer une règle", `${T}/programme/regles/ecrire?genre=taux-communes`, 200, "Tranche 1"],
  ["agent-epci", "chiffres des communes", `${T}/programme/regles/communes`, 200, "Chiffres saisis"],
  ["commune", "calendrier du programme", `${T}/programme/calendrier`, 200, "Calendrier des opérations"],
  ["agent-bailleur", "calendrier de ses opérations", `${T}/programme/calendrier`, 200, "Calendrier du programme"],
];
