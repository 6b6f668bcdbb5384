import type { Child } from "hono/jsx";
import { Relecture } from "./instance-formulaire.tsx";

type SectionActeProps = {
  readonly id: string;
  readonly titre: string;
  readonly action: string;
  readonly bouton: string;
  readonly second?: boolean;
  /** true: a text was refused until it is read again. */
  readonly aRelire: boolean;
  readonly children: Child;
};

/** One act of a page whose texts the partners read. */
export function SectionActe({ id, titre, action, bouton, second = false, aRelire, children }: SectionActeProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{titre}</h2>
      <form class="saisie" method="post" action={action}>
        {children}
        <Relecture affiche={aRelire} />
        <p>
          <button class={second ? "bouton second" : "bouton"} type="submit">
            {bouton}
          </button>
        </p>
      </form>
    </section>
  );
}
