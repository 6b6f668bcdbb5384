import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { type Colonne, type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import type { Realisation } from "../lectures/action/ports.ts";
import type { JalonLu, LigneProgramme } from "../lectures/action/programme.ts";
import { sayEtat, sayJalon, sayPilote, shortOrientation } from "../regles/action/format-action.ts";
import { CHAMPS_REALISATION, type GenreRealisation, type NombreRealisation } from "../regles/action/realisation.ts";

/** Table of the page and of its PDF; the orientation is under the title. */
export const ACTIONS = defineTable<LigneProgramme>({
  code: "actions",
  titre: "Actions",
  colonnes: [
    { code: "action", titre: "Action", part: 3, valeur: ({ numero, titre }) => `${numero}. ${titre}` },
    {
      code: "orientation",
      titre: "Orientation",
      definition: "Orientation de la convention dont l’action relève.",
      part: 1.3,
      valeur: ({ orientation }) => shortOrientation(orientation),
      ecran: false,
    },
    { code: "etat", titre: "État", part: 1.4, valeur: sayEtat },
    { code: "echeance", titre: "Échéance", part: 2, valeur: sayEcheance },
    { code: "pilote", titre: "Pilote", part: 1.6, valeur: sayPilote },
  ],
});

function sayEcheance({ retardJours, prochaineEcheance, prochainJalon }: LigneProgramme): string {
  const late = retardJours === null ? [] : [`En retard de ${formatCompte(retardJours, "jour")}`];
  const next = prochaineEcheance === null ? [] : [`${formatJour(prochaineEcheance)}\u00A0: ${prochainJalon}`];
  return [...late, ...next].join("\u00A0; ") || "rien de daté à venir";
}

/** Milestones of one action, on its page and in the PDF. */
export const JALONS = defineTable<JalonLu>({
  code: "jalons",
  titre: "Jalons de l’action",
  colonnes: [
    { code: "jalon", titre: "Jalon", part: 2.6, valeur: ({ libelle }) => libelle },
    { code: "statut", titre: "Statut", part: 1.4, valeur: sayJalon },
    {
      code: "echeance",
      titre: "Échéance",
      part: 1.3,
      valeur: ({ echeance }) => (echeance === null ? "sans date" : formatJour(echeance)),
    },
    { code: "livrable", titre: "Livrable", part: 1.5, valeur: ({ livrable }) => livrable ?? "aucun" },
    { code: "source", titre: "Source", part: 1.5, valeur: ({ source }) => source ?? "non dite" },
  ],
});

/** Facts of one kind, on the page of their action and in the PDF: the columns are those that the kind asks. */
export function tableRealisations(
  genre: GenreRealisation,
  communes: ReadonlyMap<string, string>,
): DefinitionTable<Realisation> {
  const { libelle, partenaire, commune, objet, etat, prevu, realise, montant, le } = CHAMPS_REALISATION[genre];
  const colonnes: readonly (Colonne<Realisation> | null)[] = [
    { code: "annee", titre: "Année", genre: "annee", part: 0.8, valeur: (fait) => fait.annee },
    objet ? { code: "objet", titre: objet.libelle, part: 2.4, valeur: (fait) => fait.objet } : null,
    partenaire ? { code: "partenaire", titre: partenaire.libelle, part: 1.5, valeur: (fait) => fait.partenaire } : null,
    commune
      ? {
          code: "commune",
          titre: "Commune",
          part: 1.3,
          valeur: (fait) => communes.get(fait.commune ?? "") ?? fait.commune,
        }
      : null,
    etat
      ? {
          code: "etat",
          titre: etat.libelle,
          part: 1.3,
          valeur: (fait) => (fait.etat === null ? null : (etat.mots[fait.etat] ?? fait.etat)),
        }
      : null,
    prevu ? colonneNombre("prevu", prevu) : null,
    realise ? colonneNombre("realise", realise) : null,
    montant === undefined
      ? null
      : { code: "montant", titre: montant, genre: "euros", part: 1, valeur: (fait) => fait.montant },
    le === undefined ? null : { code: "le", titre: le, genre: "jour", part: 1, valeur: (fait) => fait.le },
    { code: "source", titre: "Source", part: 1.6, valeur: (fait) => fait.source },
  ];
  return defineTable<Realisation>({
    code: `faits-${genre}`,
    titre: libelle,
    colonnes: colonnes.filter((colonne) => colonne !== null),
  });
}

function colonneNombre(code: "prevu" | "realise", { libelle, genre, unite }: NombreRealisation): Colonne<Realisation> {
  return { code, titre: libelle, genre, ...(unite === "" ? {} : { unite }), part: 1, valeur: (fait) => fait[code] };
}
