import type { ProgrammeActions } from "../lectures/action/programme.ts";

/** Programme as `/api/v1` answers it, with the lines of the page. null is « unknown », never 0. */
export function toActionsJson({ territoire, nom, demonstration, aujourdhui, phrases, lignes }: ProgrammeActions) {
  return {
    territoire,
    nom,
    demonstration,
    aujourdhui,
    phrases,
    actions: lignes.map((ligne) => {
      const { id: _id, jalons, jalonsLus, rangOrientation: _rang, ...action } = ligne;
      return {
        ...action,
        jalonsEcrits: jalons,
        jalons: jalonsLus.map(({ id: _jalon, action: _action, chemin: _chemin, ...jalon }) => jalon),
      };
    }),
  };
}
