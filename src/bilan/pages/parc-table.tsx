import { Table } from "#socle/pages/design/table.tsx";
import { formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { share } from "#socle/regles/shared/taux.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ParcBilan } from "../lectures/bilan.ts";

/** The stock beside the attributions: where the dwellings of each bailleur stand. */
export function TableParc({ parc }: { parc: ParcBilan }) {
  const vacants = describeVacants(parc);
  return (
    <>
      <p>
        {formatNombre(parc.logements)} logements au RPLS {formatMillesime(parc.millesime)}. {vacants}
      </p>
      <Table table={PARC} lignes={parc.bailleurs} totaux={[{ ...parc, nom: "Ensemble" }]} />
    </>
  );
}

type Comptes = Pick<ParcBilan, "logements" | "qpv" | "horsQpv" | "inconnue">;

const PARC = defineTable<Comptes & { readonly nom: string }>({
  code: "parc",
  titre: "Parc social par bailleur",
  colonnes: [
    { code: "bailleur", titre: "Bailleur", valeur: ({ nom }) => nom, tri: true },
    { code: "logements", titre: "Logements", genre: "nombre", valeur: ({ logements }) => logements, tri: true },
    { code: "qpv", titre: "En QPV", genre: "nombre", valeur: ({ qpv }) => qpv, tri: true },
    { code: "hors_qpv", titre: "Hors QPV", genre: "nombre", valeur: ({ horsQpv }) => horsQpv, tri: true },
    {
      code: "inconnue",
      titre: "Localisation inconnue",
      genre: "nombre",
      valeur: ({ inconnue }) => inconnue,
      tri: true,
    },
    {
      code: "part_qpv",
      titre: "Part en QPV",
      genre: "taux",
      valeur: ({ qpv, horsQpv }) => share(qpv, qpv + horsQpv),
      tri: true,
    },
  ],
});

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
