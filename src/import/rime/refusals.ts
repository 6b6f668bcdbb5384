import { type FeuilleRime, LIBELLE_FEUILLE_RIME } from "#domain/relogement/rime-colonnes.ts";
import { Refus } from "#domain/shared/refus.ts";
import { french, quote } from "../french.ts";

/** A column of their file that nobody has recognised, with three of its values; none for those that name people. */
export type ColonneInconnue = {
  readonly feuille: FeuilleRime;
  readonly entete: string;
  readonly exemples: readonly string[];
};

/** The officer answers with the column: see the details, read by the page of correspondences. */
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

export function tropDeLignes(nom: string, maximum: number): Refus {
  return new Refus(
    "rime-trop-de-lignes",
    french(
      `« ${nom} » a plus de ${maximum.toLocaleString("fr-FR")} lignes : ce n’est pas un suivi de relogement. Retirez les lignes vides ou mises en forme en fin de feuille, puis déposez-le de nouveau.`,
    ),
    { nom, maximum },
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
