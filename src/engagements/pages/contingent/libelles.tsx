import { Tag } from "#socle/pages/design/parts.tsx";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import type { AlerteContingent } from "../../regles/contingent/droit.ts";

export function formatDates(depuis: string, jusque: string | null): string {
  return jusque === null
    ? `depuis le ${formatJourCourt(depuis)}`
    : `du ${formatJourCourt(depuis)} au ${formatJourCourt(jusque)}`;
}

export function AConfirmer() {
  return <Tag ton="neutre">à confirmer</Tag>;
}

/** Each alert has its word: the colour is never alone. */
export function Alertes({ alertes }: { alertes: readonly AlerteContingent[] }) {
  return (
    <>
      {alertes.map(({ gravite, texte }) => (
        <div>
          <Tag ton={gravite === "alerte" ? "alerte" : "neutre"}>{gravite === "alerte" ? "Alerte" : "Information"}</Tag>{" "}
          <small>{texte}</small>
        </div>
      ))}
    </>
  );
}
