import { Table } from "#socle/pages/design/table.tsx";
import { formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { PARC } from "../images/parc-table.ts";
import type { ParcBilan } from "../lectures/bilan.ts";

export function TableParc({ parc }: { parc: ParcBilan }) {
  const vacants = describeVacants(parc);
  return (
    <>
      <p>
        {formatNombre(parc.logements)} logements au RPLS {formatMillesime(parc.millesime)}. {vacants}{" "}
        {parc.rejetees?.phrase}
      </p>
      <Table table={PARC} lignes={parc.bailleurs} totaux={[{ ...parc, nom: "Ensemble" }]} />
    </>
  );
}

function describeVacants({ vacantsQpv, vacantsHorsQpv }: ParcBilan): string {
  if (vacantsQpv === null || vacantsHorsQpv === null) {
    return "Le fichier ne dit pas lesquels sont vacants : la vacance reste inconnue.";
  }
  return `Proposés à la location et vides : ${formatNombre(vacantsQpv)} en QPV, ${formatNombre(vacantsHorsQpv)} hors QPV.`;
}

/** A vintage is a year or a day. */
function formatMillesime(millesime: string): string {
  return millesime.length === 10 ? `au ${formatJourCourt(millesime)}` : millesime;
}
