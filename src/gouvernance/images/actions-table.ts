import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { JalonLu, LigneProgramme } from "../lectures/action/programme.ts";
import { sayEtat, sayJalon, sayPilote, shortOrientation } from "../regles/action/format-action.ts";

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
