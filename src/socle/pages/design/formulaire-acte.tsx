import type { Child } from "hono/jsx";
import { hrefTerritoire } from "./cadre.ts";

type FormulaireActeProps = {
  readonly epci: string;
  /** Path of the act, under the territory. */
  readonly chemin: string;
  readonly bouton: string;
  /** true: not the main act of its page. */
  readonly second?: boolean;
  readonly children: Child;
};

/** Fields of one act, with the button that sends them. */
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
