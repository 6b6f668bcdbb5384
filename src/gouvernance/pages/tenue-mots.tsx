import { Tag } from "#socle/pages/design/parts.tsx";
import {
  type EtatDecisionInstance,
  type EtatPoint,
  LIBELLE_ETAT_DECISION_INSTANCE,
  LIBELLE_ETAT_POINT,
} from "#socle/regles/gouvernance/reunion.ts";
import { type EtatQuorum, LIBELLE_ETAT_QUORUM } from "../regles/quorum.ts";

export function TagPoint({ etat }: { etat: EtatPoint }) {
  return (
    <Tag ton={etat === "traite" ? "ok" : etat === "reporte" ? "alerte" : "neutre"}>{LIBELLE_ETAT_POINT[etat]}</Tag>
  );
}

export function TagQuorum({ etat }: { etat: EtatQuorum }) {
  return (
    <Tag ton={etat === "atteint" ? "ok" : etat === "non-atteint" ? "alerte" : "neutre"}>
      {LIBELLE_ETAT_QUORUM[etat]}
    </Tag>
  );
}

const TON_DECISION = { "a-faire": "neutre", "en-cours": "neutre", faite: "ok", abandonnee: "neutre" } as const;

export function TagDecision({ etat }: { etat: EtatDecisionInstance }) {
  return <Tag ton={TON_DECISION[etat]}>{LIBELLE_ETAT_DECISION_INSTANCE[etat]}</Tag>;
}
