import type { Child } from "hono/jsx";
import type { Cadre, Island } from "#socle/pages/design/cadre.ts";
import { EnTetePage, type FichierPage } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message } from "#socle/pages/design/parts.tsx";

type PageObservatoireProps = {
  readonly cadre: Cadre;
  readonly titre: string;
  /** Refusal of the form. */
  readonly erreur?: string | null;
  readonly islands?: readonly Island[];
  readonly rafraichir?: number | undefined;
  readonly sources?: string | null;
  /** Above the heading: link back. */
  readonly retour?: Child;
  /** The heading, when it differs from the tab's title. */
  readonly enTete?: Child;
  /** One line under it: perimeter, day, source. */
  readonly sous?: Child;
  readonly exporter?: readonly FichierPage[];
  /** Three acts at most, beside it. */
  readonly actes?: Child;
  readonly children: Child;
};

export function renderPageObservatoire(props: PageObservatoireProps): string {
  const { titre, erreur, retour, enTete = titre, sous, exporter, actes, children, ...reste } = props;
  return renderPage({
    ...reste,
    titre: erreur ? `Erreur : ${titre}` : titre,
    children: (
      <>
        {retour}
        <EnTetePage titre={enTete} sous={sous} {...(exporter ? { exporter } : {})}>
          {actes}
        </EnTetePage>
        {children}
      </>
    ),
  });
}

/** Sentences on the figures below. */
export function Phrases({ phrases }: { readonly phrases: readonly string[] }) {
  return (
    <Message ton="neutre">
      {phrases.map((phrase) => (
        <p>{phrase}</p>
      ))}
    </Message>
  );
}
