import { type Definition, requise } from "#donnees/formats/decode/colonne.ts";
import { numeroUnique } from "#donnees/formats/sne/numero-unique.ts";
import type { Valeurs } from "#donnees/formats/tables/lire-liste.ts";
import { jour } from "#donnees/formats/values/date.ts";
import type { Lecteur } from "#donnees/formats/values/defaut.ts";
import { isEmpty, reject } from "#donnees/formats/values/defaut.ts";
import { isSiret } from "#socle/regles/shared/siren.ts";

const siret: Lecteur<string> = (texte) => {
  if (isEmpty(texte)) return null;
  const code = texte.replace(/\s/g, "");
  return isSiret(code)
    ? code
    : reject("siret-invalide", "Ce n’est pas un SIRET (14 chiffres, clé comprise). Corrigez cette cellule.");
};

/** « secret »: neither shown as an example nor quoted in an anomaly. The births too: with the number, they prove who is meant. */
export const COLONNES_MENAGES = {
  numeroUnique: requise(
    ["numero_unique", "NUD", "NUR", "num_unique", "n_unique", "numero_unique_demande", "numero_demande"],
    "secret",
    () => numeroUnique,
  ),
  naissance: requise(["date_naissance", "naissance", "ne_le", "date_de_naissance"], "secret", jour),
  labelliseLe: {
    noms: ["date_labellisation", "labellise_le", "date_label", "date_reconnaissance"],
    genre: "date",
    lecteur: jour,
  },
  employeur: {
    noms: ["siret_employeur", "siret", "siret_etablissement", "employeur_siret"],
    genre: "code",
    lecteur: () => siret,
  },
  sortiLe: { noms: ["date_sortie", "sorti_le", "date_de_sortie", "date_fin"], genre: "date", lecteur: jour },
} as const satisfies Readonly<Record<string, Definition<unknown>>>;

export type MenageLu = Valeurs<typeof COLONNES_MENAGES>;
