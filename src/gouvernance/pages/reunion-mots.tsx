import { Tag } from "#socle/pages/design/parts.tsx";
import { type EtatReunion, LIBELLE_ETAT_REUNION } from "#socle/regles/gouvernance/reunion.ts";

const TON: Readonly<Record<EtatReunion, "ok" | "alerte" | "neutre">> = {
  preparation: "neutre",
  convoquee: "ok",
  ouverte: "alerte",
  close: "neutre",
  annulee: "alerte",
};

export function TagEtatReunion({ etat }: { etat: EtatReunion }) {
  return <Tag ton={TON[etat]}>{LIBELLE_ETAT_REUNION[etat]}</Tag>;
}
