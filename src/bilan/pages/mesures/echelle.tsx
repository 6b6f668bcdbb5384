import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import type { BarreauLu, MesuresAnnee } from "../../lectures/mesure-corrective/mesures.ts";
import type { CodeMesure } from "../../regles/mesure-corrective/echelle.ts";
import { sourceEchelle } from "../../regles/mesure-corrective/echelle.ts";
import { type EtatBarreau, LIBELLE_ETAT_BARREAU } from "../../regles/mesure-corrective/etat-barreau.ts";

export type DroitsMesures = { readonly proposer: boolean; readonly decider: boolean };

/** As typed. `code`: for a proposal; a decision is about a measure. */
export type SaisieMesure = {
  readonly code: CodeMesure | null;
  readonly id: number | null;
  readonly date: string;
  readonly motif: string;
  readonly decision: string;
};

type EchelleProps = {
  readonly mesures: MesuresAnnee;
  readonly droits: DroitsMesures;
  readonly aujourdhui: string;
  readonly saisie: SaisieMesure | null;
  readonly aRelire: boolean;
};

const TON: Readonly<Record<EtatBarreau, "ok" | "alerte" | "neutre">> = {
  fermee: "neutre",
  ouverte: "ok",
  proposee: "alerte",
  retenue: "ok",
  ecartee: "neutre",
  inconnue: "neutre",
};

/** In the order of the convention; only people propose and decide. */
export function Echelle(props: EchelleProps) {
  const { mesures } = props;
  const of = (temps: 1 | 2) => mesures.barreaux.filter(({ barreau }) => barreau.temps === temps);
  return (
    <>
      <p>
        Si l’objectif annuel de l’EPCI est manqué, la convention ouvre ces mesures. Chacune est une proposition, puis
        une décision, avec leur date et leur motif : rien n’est automatique.{" "}
        <span class="discret">{sourceEchelle()}.</span>
      </p>
      <h3>Premier temps</h3>
      <ol class="barreaux">
        {of(1).map((lu) => (
          <Rung {...props} lu={lu} />
        ))}
      </ol>
      <h3>Second temps</h3>
      <ol class="barreaux">
        {of(2).map((lu) => (
          <Rung {...props} lu={lu} />
        ))}
      </ol>
      {mesures.autres.length > 0 ? (
        <details>
          <summary>Mesures des autres années ({mesures.autres.length})</summary>
          <ul>
            {mesures.autres.map(({ annee, titre, histoire }) => (
              <li>
                <b>
                  {annee}, {titre}
                </b>
                . {histoire.join(" ")}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Rung(props: EchelleProps & { readonly lu: BarreauLu }) {
  const { lu, droits } = props;
  const { barreau, etat, histoire, mesure, ouverture } = lu;
  return (
    <li>
      <h4>{barreau.titre}</h4>
      <p>
        <Tag ton={TON[etat]}>{LIBELLE_ETAT_BARREAU[etat]}</Tag>{" "}
        {barreau.confiance === "B" ? <Tag ton="neutre">à confirmer</Tag> : null} {barreau.article}
      </p>
      <p>{barreau.texte}</p>
      {histoire.map((phrase) => (
        <p>{phrase}</p>
      ))}
      {ouverture?.ouverte && droits.proposer ? <FormulaireProposition {...props} code={barreau.code} /> : null}
      {mesure && mesure.decision === null && droits.decider ? (
        <FormulaireDecision {...props} id={mesure.id} titre={barreau.titre} />
      ) : null}
      {barreau.reserve ? <p class="aide">À savoir : {barreau.reserve}.</p> : null}
    </li>
  );
}

function FormulaireProposition({
  mesures,
  saisie,
  aRelire,
  aujourdhui,
  code,
}: EchelleProps & { readonly code: CodeMesure }) {
  const typed = saisie?.code === code ? saisie : null;
  return (
    <details open={typed !== null}>
      <summary>Proposer cette mesure</summary>
      <form method="post" action={hrefTerritoire(mesures.territoire, "mesures")}>
        <input type="hidden" name="annee" value={String(mesures.annee)} />
        <input type="hidden" name="code" value={code} />
        <Champs prefixe={code} dateLibelle="Proposée le" typed={typed} aujourdhui={aujourdhui} />
        <Relire affiche={aRelire && typed !== null} />
        <button class="bouton" type="submit">
          Enregistrer la proposition
        </button>
      </form>
    </details>
  );
}

function FormulaireDecision({
  mesures,
  saisie,
  aRelire,
  aujourdhui,
  id,
  titre,
}: EchelleProps & { readonly id: number; readonly titre: string }) {
  const typed = saisie?.id === id ? saisie : null;
  return (
    <details open={typed !== null}>
      <summary>Enregistrer la décision</summary>
      <form method="post" action={hrefTerritoire(mesures.territoire, `mesures/${id}/decision`)}>
        <fieldset>
          <legend>Décision sur « {titre} »</legend>
          {(["retenue", "ecartee"] as const).map((decision) => (
            <label class="case">
              <input type="radio" name="decision" value={decision} checked={typed?.decision === decision} required />
              {LIBELLE_ETAT_BARREAU[decision]}
            </label>
          ))}
        </fieldset>
        <Champs prefixe={`decision-${id}`} dateLibelle="Décidée le" typed={typed} aujourdhui={aujourdhui} />
        <Relire affiche={aRelire && typed !== null} />
        <p class="aide">Une décision ne se réécrit pas.</p>
        <button class="bouton" type="submit">
          Enregistrer la décision
        </button>
      </form>
    </details>
  );
}

function Champs({
  prefixe,
  dateLibelle,
  typed,
  aujourdhui,
}: {
  readonly prefixe: string;
  readonly dateLibelle: string;
  readonly typed: SaisieMesure | null;
  readonly aujourdhui: string;
}) {
  return (
    <>
      <p>
        <label for={`date-${prefixe}`}>{dateLibelle}</label>
        <input id={`date-${prefixe}`} name="date" type="date" value={typed?.date ?? ""} max={aujourdhui} required />
      </p>
      <p>
        <label for={`motif-${prefixe}`}>
          Motif
          <span class="aide">Il parle de chiffres et d’actes, jamais d’une personne.</span>
        </label>
        <textarea id={`motif-${prefixe}`} name="motif" rows={3} maxlength={500} required>
          {typed?.motif ?? ""}
        </textarea>
      </p>
    </>
  );
}

function Relire({ affiche }: { affiche: boolean }) {
  if (!affiche) return null;
  return (
    <label class="case">
      <input type="checkbox" name="relu" value="oui" />
      J’ai relu ce motif : il ne dit rien d’une personne, je le garde.
    </label>
  );
}
