import type { Child } from "hono/jsx";
import { hrefTerritoire } from "./cadre.ts";

type FormulaireActeProps = {
  readonly epci: string;
  /** Address of the act, under the territory. */
  readonly chemin: string;
  readonly bouton: string;
  /** Not the first thing to do on its page. */
  readonly second?: boolean;
  readonly children: Child;
};

/** The fields of one act, closed by the button that sends them. */
export function FormulaireActe({ epci, chemin, bouton, second = false, children }: FormulaireActeProps) {
  return (
    <form class="saisie" method="post" action={hrefTerritoire(epci, chemin)}>
      {children}
      <button class={second ? "bouton second" : "bouton"} type="submit">
        {bouton}
      </button>
    </form>
  );
}
