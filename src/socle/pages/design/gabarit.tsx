import type { Child } from "hono/jsx";
import { formatTauxCourt } from "../../regles/shared/format.ts";
import type { Verdict as Jugement } from "../../regles/shared/verdict.ts";
import { Icone, type NomIcone } from "./icone.tsx";

export type FichierPage = { readonly href: string; readonly libelle: string };

type EnTeteProps = {
  readonly titre: Child;
  /** One line: perimeter, day, source. */
  readonly sous?: Child;
  /** Files of the page, behind one word. */
  readonly exporter?: readonly FichierPage[];
  /** Three acts at most. */
  readonly children?: Child;
};

export function EnTetePage({ titre, sous, exporter = [], children }: EnTeteProps) {
  return (
    <div class="tete-page">
      <div>
        <h1>{titre}</h1>
        {sous ? <p class="sous">{sous}</p> : null}
      </div>
      {children || exporter.length > 0 ? (
        <div class="actes-page">
          <Exporter fichiers={exporter} />
          {children}
        </div>
      ) : null}
    </div>
  );
}

/** `de`: what is exported, for those who hear the page, where several are. */
export function Exporter({ fichiers, de }: { readonly fichiers: readonly FichierPage[]; readonly de?: string }) {
  if (fichiers.length === 0) return null;
  return (
    <details class="exporter">
      <summary>
        <Icone nom="exporter" />
        Exporter
        {de ? <span class="lu"> : {de}</span> : null}
      </summary>
      <ul>
        {fichiers.map(({ href, libelle }) => (
          <li>
            <a href={href} download="">
              {libelle}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

const SCEAUX: Readonly<Record<Jugement, NomIcone>> = {
  atteint: "coche",
  "non-atteint": "alerte",
  indecidable: "question",
  "en-cours": "attente",
  "sans-objet": "attente",
};

type VerdictProps = {
  /** Anchor of the question, and its name. */
  readonly id: string;
  readonly question: Child;
  /** The answer in French, before any figure. */
  readonly phrase?: Child;
  readonly sceau?: Jugement | null;
  readonly etiquettes?: Child;
  /** « 24,1 % », beside « 63 sur 261 ». */
  readonly valeur?: Child;
  readonly base?: Child;
  /** Rule, what follows, what is folded. */
  readonly children?: Child;
};

/** One a page; two where two objectives are judged together. */
export function Verdict({ id, question, phrase, sceau, etiquettes, valeur, base, children }: VerdictProps) {
  return (
    <section class="verdict" aria-labelledby={id}>
      <div class="dit">
        {sceau ? (
          <span class={`sceau ${sceau}`}>
            <Icone nom={SCEAUX[sceau]} />
          </span>
        ) : null}
        <div>
          <h2 id={id}>{question}</h2>
          {phrase ? <p class="phrase">{phrase}</p> : null}
          {etiquettes ? <p class="etiquettes">{etiquettes}</p> : null}
        </div>
        {valeur ? (
          <p class="mesure">
            <strong>{valeur}</strong> <span>{base}</span>
          </p>
        ) : null}
      </div>
      {children}
    </section>
  );
}

type RegleProps = {
  /** What the drawing says. */
  readonly nom: string;
  readonly part: number | null;
  readonly bornes?: readonly [number, number] | null;
  /** Solid line. */
  readonly loi?: number | null;
  /** Dashed line. */
  readonly vote?: number | null;
  /** Too few to be a share: hatched from end to end. */
  readonly flou?: boolean;
  /** With its axis and the words of its lines. */
  readonly grande?: boolean;
};

/**
 * A share from 0 to 100, always the same length. Solid up to what is sure, hatched as far as the unknown can go. Places are attributes: the content
 * security policy allows no inline style.
 */
export function Regle({ nom, part, bornes, loi = null, vote = null, flou = false, grande = false }: RegleProps) {
  const [bas, haut] = bornes ?? [part ?? 0, part ?? 0];
  const y = grande ? 22 : 3;
  const epais = grande ? 16 : 10;
  return (
    <svg class={grande ? "regle-part grande" : "regle-part"} role="img" aria-label={nom} height={grande ? 58 : 16}>
      <rect class="r-fond" y={y} width="100%" height={epais} rx="2" />
      {flou || part === null ? (
        <rect fill="url(#hachures)" y={y} width="100%" height={epais} rx="2" />
      ) : (
        <>
          <rect class="r-part" y={y} width={place(bas)} height={epais} rx="2" />
          <rect fill="url(#hachures-part)" x={place(bas)} y={y} width={place(haut - bas)} height={epais} />
        </>
      )}
      {[0.25, 0.5, 0.75].map((cran) => (
        <Trait classe="r-cran" part={cran} haut={y} bas={y + epais} />
      ))}
      <Trait classe="r-vote" part={vote} haut={y - 3} bas={y + epais + 3} />
      <Trait classe="r-loi" part={loi} haut={y - 3} bas={y + epais + 3} />
      {grande ? <Mots loi={loi} vote={vote} /> : null}
    </svg>
  );
}

type TraitProps = {
  readonly classe: string;
  readonly part: number | null;
  readonly haut: number;
  readonly bas: number;
};

function Trait({ classe, part, haut, bas }: TraitProps) {
  return part === null ? null : <line class={classe} x1={place(part)} x2={place(part)} y1={haut} y2={bas} />;
}

function place(part: number): string {
  return `${Math.round(Math.min(Math.max(part, 0), 1) * 1000) / 10}%`;
}

/** The word of a line stands away from the other's. */
function Mots({ loi, vote }: { readonly loi: number | null; readonly vote: number | null }) {
  const un = loi !== null && loi === vote;
  return (
    <>
      {vote === null || un ? null : (
        <text x={place(vote)} y="13" text-anchor={loi !== null && vote > loi ? "start" : "end"}>
          voté {formatTauxCourt(vote)}
        </text>
      )}
      {loi === null ? null : (
        <text x={place(loi)} y="13" text-anchor={vote !== null && vote > loi ? "end" : "start"}>
          {un ? "loi et voté" : "loi"} {formatTauxCourt(loi)}
        </text>
      )}
      {AXE.map(([part, ancre, mot]) => (
        <text class="axe" x={place(part)} y="55" text-anchor={ancre}>
          {mot}
        </text>
      ))}
    </>
  );
}

const AXE = [
  [0, "start", "0"],
  [0.25, "middle", "25"],
  [0.5, "middle", "50"],
  [0.75, "middle", "75"],
  [1, "end", "100 %"],
] as const;

/** What the rules of a page are filled with, once for all of them. */
export function Hachures() {
  return (
    <svg class="lu" aria-hidden="true">
      <defs>
        <pattern id="hachures" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="#fff" />
          <rect width="1.6" height="6" fill="#7e909c" />
        </pattern>
        <pattern id="hachures-part" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="#7fb2c8" />
          <rect width="2" height="5" fill="#0b5575" />
        </pattern>
      </defs>
    </svg>
  );
}

/** What the marks of the rules are. */
export function LegendeRegle({ vote }: { readonly vote: boolean }) {
  return (
    <ul class="liens discret legende-regle">
      <li>
        <Cle>
          <rect class="r-part" y="4" width="100%" height="8" />
        </Cle>
        part, de 0 à 100 %
      </li>
      <li>
        <Cle>
          <rect fill="url(#hachures-part)" y="4" width="100%" height="8" />
        </Cle>
        selon ce qu’on ignore
      </li>
      <li>
        <Cle>
          <rect fill="url(#hachures)" y="4" width="100%" height="8" />
        </Cle>
        moins de 20 attributions
      </li>
      <li>
        <Cle>
          <line class="r-loi" x1="50%" x2="50%" y1="0" y2="16" />
        </Cle>
        plancher légal
      </li>
      {vote ? (
        <li>
          <Cle>
            <line class="r-vote" x1="50%" x2="50%" y1="0" y2="16" />
          </Cle>
          objectif voté
        </li>
      ) : null}
    </ul>
  );
}

function Cle({ children }: { readonly children: Child }) {
  return (
    <svg class="cle" aria-hidden="true" width="28" height="16">
      {children}
    </svg>
  );
}

export function Tuiles({ children }: { readonly children: Child }) {
  return <ul class="tuiles">{children}</ul>;
}

type TuileProps = {
  readonly nom: string;
  readonly href: string;
  readonly valeur: Child;
  /** Denominator and day. */
  readonly base: Child;
  readonly children?: Child;
};

/** A figure that leads to its page. */
export function Tuile({ nom, href, valeur, base, children }: TuileProps) {
  return (
    <li>
      <h3>
        <a href={href}>{nom}</a>
      </h3>
      <strong>{valeur}</strong>
      {children}
      <p>{base}</p>
    </li>
  );
}

type PliProps = {
  /** The figure that is explained, for those who hear the page. */
  readonly de: string;
  /** Where it is told whole. */
  readonly methode?: string;
  readonly children?: Child;
};

/** Forty words at most, then the page of the method. */
export function Pli({ de, methode, children }: PliProps) {
  return (
    <details class="pli">
      <summary>
        Comment c’est calculé<span class="lu"> : {de}</span>
      </summary>
      {children}
      {methode ? (
        <p>
          <a href={methode}>
            Définition, texte et sources<span class="lu"> : {de}</span>
          </a>
        </p>
      ) : null}
    </details>
  );
}

export type Suite = { readonly href: string; readonly libelle: Child };

/** Links to the views of a page, by the parameter `partie`; `sans`: the one that is read, and those that have nothing to tell. */
export function suitesParties<P extends string>(
  parties: Readonly<Record<P, string>>,
  sans: readonly (P | null)[],
  href: (partie: P) => string,
): readonly Suite[] {
  const codes = Object.keys(parties) as P[]; // an object's keys are typed as plain strings
  return codes.filter((code) => !sans.includes(code)).map((code) => ({ href: href(code), libelle: parties[code] }));
}

/** The other pages of the same question, one step away. */
export function Suites({ suites, titre = "Aller plus loin" }: { readonly suites: readonly Suite[]; titre?: string }) {
  if (suites.length === 0) return null;
  return (
    <nav class="suites" aria-label={titre}>
      <h2>{titre}</h2>
      <ul>
        {suites.map(({ href, libelle }) => (
          <li>
            <a href={href}>{libelle}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
