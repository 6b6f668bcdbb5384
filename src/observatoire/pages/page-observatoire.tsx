import type { Child } from "hono/jsx";
import type { Cadre, Island, SousPage } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";

type PageObservatoireProps = {
  readonly cadre: Cadre;
  /** Page marked as open in the menu. */
  readonly page: SousPage;
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
  readonly children: Child;
};

export function renderPageObservatoire(props: PageObservatoireProps): string {
  const { page, titre, erreur, retour, enTete = titre, children, ...reste } = props;
  return renderPage({
    ...reste,
    titre: erreur ? `Erreur : ${titre}` : titre,
    rubrique: "observatoire",
    children: (
      <>
        <SousNavigation cadre={props.cadre} page={page} />
        {retour}
        <h1>{enTete}</h1>
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
