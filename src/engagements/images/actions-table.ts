import { type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import type { ActionEcrite } from "../lectures/convention/ports.ts";

type Orientation = { readonly table: DefinitionTable<ActionEcrite>; readonly actions: readonly ActionEcrite[] };

/** One table per orientation, in the order of the version. */
export function tablesActions(actions: readonly ActionEcrite[]): readonly Orientation[] {
  return [...new Set(actions.map(({ orientation }) => orientation))].map((orientation) => ({
    table: defineTable({
      code: "actions",
      titre: orientation,
      colonnes: [
        { code: "action", titre: "Action", part: 3, valeur: ({ numero, titre }) => `${numero}. ${titre}` },
        {
          code: "jalons",
          titre: "Jalons",
          definition: "Étapes datées de l’action.",
          part: 2,
          valeur: ({ jalons }) => jalons ?? "non écrits",
        },
        {
          code: "acteurs",
          titre: "Acteurs",
          definition: "Organismes qui prennent part à l’action.",
          part: 2,
          valeur: ({ acteurs }) => acteurs ?? "non écrits",
        },
      ],
    }),
    actions: actions.filter((action) => action.orientation === orientation),
  }));
}
