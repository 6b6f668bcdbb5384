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
      nombre("envois", "Envois", ({ envoyees }) => envoyees),
      nombre("receptions_accusees", "Réceptions accusées", ({ accusees }) => accusees),
      nombre("en_retard", "En retard", ({ enRetard }) => enRetard),
      nombre("ouvertes", "Sans suite dite", ({ ouvertes }) => ouvertes),
      ...ISSUES_FICHE.map((issue) =>
        nombre(issue.replaceAll("-", "_"), LIBELLE_ISSUE_FICHE[issue], ({ issues }) => issues[issue] ?? 0),
      ),
      jours("jours_accuse_mediane", "Jours pour accuser, médiane", ({ accuse }) => accuse.mediane),
      jours("jours_cloture_mediane", "Jours pour clore, médiane", ({ cloture }) => cloture.mediane),
    ],
  });
}

function nombre(code: string, titre: string, valeur: (ligne: LigneComptes) => number): Colonne<LigneComptes> {
  return { code, titre, genre: "nombre", valeur, tri: true };
}

function jours(code: string, titre: string, valeur: (ligne: LigneComptes) => number | null): Colonne<LigneComptes> {
  return { code, titre, genre: "decimal", valeur, tri: true };
}
