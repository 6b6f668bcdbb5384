import { type DelaiLu, minimumDelai, readDelai, sayDelai } from "#bilan/lectures/delai/read-delai.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { colonne, EFFECTIF_FAIBLE, figureOf, INCONNUE, nombre, SANS_OBJET, taux, withoutSur } from "../cellule.ts";
import type { CompteAttente } from "./ports.ts";

/** From the demande to the lease: by secteur, then the whole territory. */
export function figureDelai(attentes: readonly CompteAttente[], annee: number): Figure {
  const minimum = minimumDelai(`${annee}-12-31`);
  const ligne = (cle: string, libelle: string, own: readonly CompteAttente[]): LigneFigure => ({
    cle,
    libelle,
    cellules: cellulesOf(readDelai(own, minimum)),
  });
  const secteurs = [...groupBy(attentes, ({ secteur }) => secteur ?? "inconnu")].toSorted(([a], [b]) =>
    a.localeCompare(b, "fr", { numeric: true }),
  );
  return figureOf({
    code: "delai-demande-bail",
    titre: `De la demande au bail, baux de ${annee}`,
    lecture: sayDelai(readDelai(attentes, minimum), `de ${annee}`),
    maille: "secteur",
    colonnes: [
      colonne("nombre", "baux", "Baux", "Baux signés dans l’année, logements du territoire."),
      colonne("nombre", "connus", "Délai connu", "Baux dont le fichier dit le délai depuis la demande."),
      colonne(
        "nombre",
        "quartile_1",
        "Un quart en (mois)",
        "Mois écoulés de la demande au bail, qu’un quart des ménages n’a pas dépassés.",
      ),
      colonne("nombre", "mediane", "La moitié en (mois)", "Mois écoulés que la moitié des ménages n’a pas dépassés."),
      colonne(
        "nombre",
        "quartile_3",
        "Trois quarts en (mois)",
        "Mois écoulés que trois quarts des ménages n’ont pas dépassés.",
      ),
      colonne(
        "taux",
        "part_un_an",
        "Moins d’un an",
        "Baux signés moins d’un an après la demande, sur baux de délai connu.",
      ),
    ],
    lignes: [
      ...secteurs.map(([cle, own]) => ligne(cle, cle === "inconnu" ? "Secteur inconnu" : cle, own)),
      { ...ligne("territoire", "Territoire", attentes), total: true },
    ],
    methode: {
      definition: [
        "Délai que l’extraction du SNE donne pour chaque bail, en mois entiers écoulés depuis le dépôt de la demande.",
      ],
      source: "SNE, extractions « radiation » publiées",
      reserves: [
        `Sous ${minimum} baux de délai connu, aucun délai n’est dit : ce serait celui d’un ménage.`,
        "Une demande reprise après une radiation recommence à zéro : le délai du ménage peut être plus long.",
      ],
    },
  });
}

function cellulesOf({ baux, connus, moisUnAn, quartiles }: DelaiLu): LigneFigure["cellules"] {
  const rien = baux === 0 ? SANS_OBJET : connus === 0 ? INCONNUE : EFFECTIF_FAIBLE;
  const [q1, mediane, q3] = quartiles === null ? [rien, rien, rien] : quartiles.map(nombre);
  return {
    baux: nombre(baux),
    connus: nombre(connus),
    quartile_1: q1 ?? rien,
    mediane: mediane ?? rien,
    quartile_3: q3 ?? rien,
    part_un_an: quartiles === null ? rien : withoutSur(taux(moisUnAn, connus, baux - connus)),
  };
}
