import type { Child } from "hono/jsx";
import { createContext, useContext } from "hono/jsx";
import { formatNombre, LIBELLE_VERDICT } from "../../regles/shared/format.ts";
import type { Verdict } from "../../regles/shared/verdict.ts";
import type { Annulation } from "./cadre.ts";
import { Icone } from "./icone.tsx";

/** How the act that the page announces is taken back. */
export const AnnulationContext = createContext<Annulation | null>(null);

/** A paragraph each. */
export function Phrases({ phrases, classe }: { phrases: readonly string[]; classe?: string }) {
  return (
    <>
      {phrases.map((phrase) => (
        <p class={classe}>{phrase}</p>
      ))}
    </>
  );
}

type Ton = "ok" | "alerte" | "doute" | "erreur" | "neutre";

export function Tag({ ton, children }: { ton: Ton; children: Child }) {
  return <span class={ton === "neutre" ? "tag" : `tag ${ton}`}>{children}</span>;
}

/** A box in the flow of the page; `alert` when the page answers an act of the user. */
export function Message({
  ton,
  titre,
  role,
  children,
}: {
  ton: Ton;
  titre?: string;
  role?: "alert" | "status";
  children?: Child;
}) {
  return (
    <div class={ton === "neutre" ? "message" : `message ${ton}`} role={role}>
      {titre ? <h2>{titre}</h2> : null}
      {children}
    </div>
  );
}

/** What became of the form that was just sent: what was done, or why nothing was. */
export function ResultatActe({
  annonce,
  erreur,
  titreErreur = "Non enregistré",
}: {
  annonce?: string | null;
  erreur?: string | null;
  titreErreur?: string;
}) {
  return (
    <>
      {annonce ? (
        <Message ton="ok" role="status">
          <p>{annonce}</p>
          <Annuler />
        </Message>
      ) : null}
      {erreur ? (
        <Message ton="erreur" titre={titreErreur} role="alert">
          <p>{erreur}</p>
        </Message>
      ) : null}
    </>
  );
}

function Annuler() {
  const annulation = useContext(AnnulationContext);
  if (annulation === null) return null;
  const { action, champs, quoi } = annulation;
  return (
    <form method="post" action={action}>
      {Object.entries(champs).map(([nom, valeur]) => (
        <input type="hidden" name={nom} value={valeur} />
      ))}
      <button class="bouton second" type="submit">
        Annuler<span class="lu"> : {quoi}</span>
      </button>
    </form>
  );
}

const TON_VERDICT: Readonly<Record<Verdict, Ton>> = {
  atteint: "ok",
  "non-atteint": "alerte",
  indecidable: "doute",
  "en-cours": "neutre",
  "sans-objet": "neutre",
};

const ICONES = { ok: "coche", alerte: "alerte", doute: "question", erreur: "alerte", neutre: null } as const;

type TagVerdictProps = {
  readonly constat: { readonly verdict: Verdict; readonly manque: number };
  /** What is judged, where several are: « Loi », « Voté ». */
  readonly de?: string;
};

/** Word, icon and colour: « Atteint », « Il manque 6 », « Indécidable », « Sans objet ». */
export function TagVerdict({ constat, de }: TagVerdictProps) {
  const libelle =
    constat.verdict === "non-atteint" && constat.manque > 0
      ? `Il manque ${formatNombre(constat.manque)}`
      : LIBELLE_VERDICT[constat.verdict];
  const ton = TON_VERDICT[constat.verdict];
  const icone = ICONES[ton];
  return (
    <Tag ton={ton}>
      {icone ? <Icone nom={icone} /> : null}
      {de ? `${de} : ${libelle.charAt(0).toLowerCase()}${libelle.slice(1)}` : libelle}
    </Tag>
  );
}

/** A table that scrolls inside its own region, so that the page never does; focusable, since the keyboard must reach what scrolls (WCAG 2.1.1). `fiches`: one card a row on a phone. `haut`: it scrolls down too, its header stays. `pareils`: the same columns as the tables around. */
export function Defile({
  nom,
  fiches = false,
  haut = false,
  pareils = false,
  id,
  children,
}: {
  nom: string;
  fiches?: boolean;
  haut?: boolean;
  pareils?: boolean;
  id?: string | undefined;
  children: Child;
}) {
  return (
    <section
      id={id}
      class={`defile${fiches ? " fiches" : ""}${haut ? " haut" : ""}${pareils ? " pareils" : ""}`}
      tabindex={0}
      aria-label={nom}
    >
      {children}
    </section>
  );
}

/** « 1er quartile » with its exponent. */
export function PremierQuartile() {
  return (
    <>
      1<sup>er</sup> quartile
    </>
  );
}

/** What the page shows when there is nothing yet, with the one thing to do. */
export function EtatVide({ titre, children }: { titre: string; children: Child }) {
  return (
    <Message ton="neutre" titre={titre}>
      {children}
    </Message>
  );
}
