import { french, quote } from "#donnees/formats/french.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type FeuilleRime, LIBELLE_FEUILLE_RIME } from "../../regles/rime-colonnes.ts";

/** An unrecognised column of the file, with three of its values; none for a column that names persons. */
export type ColonneInconnue = {
  readonly feuille: FeuilleRime;
  readonly entete: string;
  readonly exemples: readonly string[];
};

/** Refusal that the officer answers on the page of correspondences, from its details. */
export function colonneAbsente(
  nom: string,
  feuille: FeuilleRime,
  codes: readonly string[],
  inconnues: readonly ColonneInconnue[],
): Refus {
  const plural = codes.length > 1;
  return new Refus(
    "rime-colonne-absente",
    french(
      `« ${nom} », feuille « ${LIBELLE_FEUILLE_RIME[feuille]} » : ${plural ? "les colonnes" : "la colonne"} ${codes.map(quote).join(", ")} ` +
        `${plural ? "n’ont pas été trouvées" : "n’a pas été trouvée"}. Indiquez quelle colonne du fichier en tient lieu.`,
    ),
    { feuille, codes, inconnues },
  );
}

export function tableEnDouble(feuille: FeuilleRime): Refus {
  return new Refus(
    "rime-feuille-en-double",
    french(
      `Deux tableaux ressemblent à la feuille « ${LIBELLE_FEUILLE_RIME[feuille]} ». Gardez-en un : Blaise ne choisit pas entre les deux.`,
    ),
    { feuille },
  );
}
