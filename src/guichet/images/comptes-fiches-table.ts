import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { LigneComptes } from "../regles/fiche-contact/compte-fiches.ts";
import { ISSUES_FICHE, LIBELLE_ISSUE_FICHE } from "../regles/fiche-contact/fiche-contact.ts";

type Noms = ReadonlyMap<number, string>;

/** One line a month of sending, sender and recipient: for the page, the CSV and the workbook. */
export function tableComptes(noms: Noms) {
  return defineTable<LigneComptes>({
    code: "comptes",
    titre: "Fiches contact par mois, organisme et bailleur",
    colonnes: [
      { code: "mois", titre: "Mois", valeur: ({ mois }) => mois, tri: true, largeur: 10 },
      {
        code: "envoyee_par",
        titre: "Envoyée par",
        definition: "Guichet qui a rempli la fiche contact.",
        valeur: ({ emettrice }) => noms.get(emettrice) ?? null,
        tri: true,
        largeur: 34,
      },
      {
        code: "recue_par",
        titre: "Reçue par",
        definition: "Organisme à qui la fiche est adressée.",
        valeur: ({ destinataire }) => noms.get(destinataire) ?? null,
        tri: true,
        largeur: 28,
      },
      nombre("envois", "Envois", "Fiches envoyées dans le mois.", ({ envoyees }) => envoyees),
      nombre(
        "receptions_accusees",
        "Réceptions accusées",
        "Parmi elles, celles dont le destinataire a accusé réception.",
        ({ accusees }) => accusees,
      ),
      nombre(
        "en_retard",
        "En retard",
        "Réception accusée après le délai, ou pas encore et le délai est passé.",
        ({ enRetard }) => enRetard,
      ),
      nombre(
        "ouvertes",
        "Sans suite dite",
        "Fiches dont le destinataire n’a pas dit la suite.",
        ({ ouvertes }) => ouvertes,
      ),
      ...ISSUES_FICHE.map((issue) =>
        nombre(
          issue.replaceAll("-", "_"),
          LIBELLE_ISSUE_FICHE[issue],
          "Fiches closes avec cette suite.",
          ({ issues }) => issues[issue] ?? 0,
        ),
      ),
      jours(
        "jours_accuse_mediane",
        "Jours pour accuser, médiane",
        "La moitié des réceptions ont été accusées en ce nombre de jours au plus.",
        ({ accuse }) => accuse.mediane,
      ),
      jours(
        "jours_cloture_mediane",
        "Jours pour clore, médiane",
        "La moitié des fiches closes l’ont été en ce nombre de jours au plus.",
        ({ cloture }) => cloture.mediane,
      ),
    ],
  });
}

function nombre(
  code: string,
  titre: string,
  definition: string,
  valeur: (ligne: LigneComptes) => number,
): Colonne<LigneComptes> {
  return { code, titre, definition, genre: "nombre", valeur, tri: true };
}

function jours(
  code: string,
  titre: string,
  definition: string,
  valeur: (ligne: LigneComptes) => number | null,
): Colonne<LigneComptes> {
  return { code, titre, definition, genre: "decimal", valeur, tri: true };
}
