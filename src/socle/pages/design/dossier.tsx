import type { Child } from "hono/jsx";
import { formatJour, formatNombre } from "../../regles/shared/format.ts";

type EtatEtape = "faite" | "ici" | "a-venir" | "sans-date";

export type Etape = {
  readonly libelle: string;
  /** A day, or why there is none. */
  readonly detail: string | null;
  readonly etat: EtatEtape;
};

const SENS_ETAPE: Readonly<Record<EtatEtape, string>> = {
  faite: "fait",
  ici: "en cours",
  "a-venir": "à venir",
  "sans-date": "fait, date inconnue",
};

/** Where a record stands: the state is drawn, and said to those who hear the page. */
export function Etapes({ nom, etapes }: { readonly nom: string; readonly etapes: readonly Etape[] }) {
  return (
    <ol class="etapes" aria-label={nom}>
      {etapes.map(({ libelle, detail, etat }) => (
        <li class={etat} aria-current={etat === "ici" ? "step" : undefined}>
          <b>{libelle}</b> <span class="lu">{SENS_ETAPE[etat]} </span>
          {detail}
        </li>
      ))}
    </ol>
  );
}

type Fait = { readonly libelle: string; readonly valeur: Child };

/** A few facts on one line, each under its name. */
export function Faits({ faits }: { readonly faits: readonly Fait[] }) {
  return (
    <dl class="faits">
      {faits.map(({ libelle, valeur }) => (
        <div>
          <dt>{libelle}</dt>
          <dd>{valeur}</dd>
        </div>
      ))}
    </dl>
  );
}

type DossierProps = {
  /** Beside on a wide screen, above the rest on a phone. */
  readonly cote: Child;
  /** Under it on a wide screen, last on a phone. */
  readonly suite?: Child;
  readonly children: Child;
};

/** A record in two columns: what is decided of it is on the right, beside its grounds. */
export function Dossier({ cote, suite, children }: DossierProps) {
  return (
    <div class="dossier">
      <div class="cote">{cote}</div>
      <div class="corps">{children}</div>
      {suite ? <div class="suite">{suite}</div> : null}
    </div>
  );
}

type DecisionProps = {
  readonly titre: string;
  /** The decision, or that none is taken. */
  readonly phrase: Child;
  readonly children?: Child;
};

/** What is decided of a record, and the next act on it. */
export function Decision({ titre, phrase, children }: DecisionProps) {
  return (
    <section class="panneau">
      <h2>{titre}</h2>
      <p class="dit">{phrase}</p>
      {children}
    </section>
  );
}

type Evenement = { readonly le: string; readonly phrase: string; readonly texte?: string | null };

export function Historique({
  titre,
  evenements,
}: {
  readonly titre: string;
  readonly evenements: readonly Evenement[];
}) {
  return (
    <section>
      <h2>{titre}</h2>
      {evenements.length === 0 ? <p>Rien n’est encore écrit.</p> : null}
      <ol class="historique">
        {evenements.map(({ le, phrase, texte }) => (
          <li class="evenement">
            <b>{formatJour(le)}</b> : {phrase}
            {texte ? <span class="texte-libre">{texte}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

type Vue = {
  readonly libelle: string;
  readonly href: string;
  readonly ici: boolean;
  /** Rows of the view; absent when nobody counts them. */
  readonly compte?: number;
};

/** Ways to cut one list, each with its address. */
export function VuesListe({ nom, vues }: { readonly nom: string; readonly vues: readonly Vue[] }) {
  return (
    <nav class="vues coupes" aria-label={nom}>
      <ul>
        {vues.map(({ libelle, href, ici, compte }) => (
          <li>
            <a href={href} aria-current={ici ? "page" : undefined}>
              {libelle}
              {compte === undefined ? null : (
                <>
                  {" "}
                  <i>{formatNombre(compte)}</i>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type ActesGroupesProps = {
  readonly titre: string;
  /** Where the ticked rows are taken; the first is the act that is mostly meant. */
  readonly actes: readonly { readonly href: string; readonly libelle: string }[];
};

/** Acts on the boxes that are ticked above, in the same form. */
export function ActesGroupes({ titre, actes }: ActesGroupesProps) {
  return (
    <p class="lot">
      <b>{titre}</b>
      {actes.map(({ href, libelle }, rang) => (
        <button class={rang === 0 ? "bouton" : "bouton second"} type="submit" formaction={href}>
          {libelle}
        </button>
      ))}
    </p>
  );
}
