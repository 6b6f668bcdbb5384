import type { AnomalieLot, Lot } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Defile, Tag } from "#socle/pages/design/parts.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";

const ROLES = { table: "table", rowgroup: "rowgroup", row: "row", cell: "cell", rowheader: "rowheader" } as const;

/** Problème · Lignes · Exemple · Que faire, the rejected lines first. */
export function TableAnomalies({
  cadre,
  lot,
  anomalies,
}: {
  cadre: Cadre;
  lot: Lot;
  anomalies: readonly AnomalieLot[];
}) {
  const titre = lot.statut === "pret" ? "À voir avant de publier" : "Problèmes relevés";
  return (
    <>
      <Defile nom={titre} fiches>
        <table role={ROLES.table}>
          <caption>{titre}</caption>
          <thead role={ROLES.rowgroup}>
            <tr role={ROLES.row}>
              <th scope="col">Problème</th>
              <th scope="col" class="n">
                Lignes
              </th>
              <th scope="col">Exemple</th>
              <th scope="col">Que faire</th>
            </tr>
          </thead>
          <tbody role={ROLES.rowgroup}>
            {anomalies.map((anomalie) => (
              <LigneAnomalie lot={lot} anomalie={anomalie} />
            ))}
          </tbody>
        </table>
      </Defile>
      {lot.rejetees > 0 && cadre.droits.exporterLot ? (
        <p>
          <a href={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}/rejets.csv`)} download>
            Télécharger les lignes rejetées, avec leur raison
          </a>
        </p>
      ) : null}
    </>
  );
}

function LigneAnomalie({ lot, anomalie }: { lot: Lot; anomalie: AnomalieLot }) {
  const { probleme, conseil } = splitMessage(anomalie.message);
  return (
    <tr role={ROLES.row}>
      <th scope="row" role={ROLES.rowheader}>
        {probleme}{" "}
        {anomalie.gravite === "LIG" ? <Tag ton="alerte">lignes rejetées</Tag> : <Tag ton="neutre">lignes gardées</Tag>}
      </th>
      <td class="n" role={ROLES.cell} data-titre="Lignes">
        {formatNombre(anomalie.lignes)}
      </td>
      <td role={ROLES.cell} data-titre="Exemple">
        <Exemple anomalie={anomalie} />
      </td>
      <td role={ROLES.cell} data-titre="Que faire">
        {conseil ?? defaultConseil(lot, anomalie)}
      </td>
    </tr>
  );
}

function Exemple({ anomalie }: { anomalie: AnomalieLot }) {
  const { premiereLigne, colonne, exemple } = anomalie;
  const ou = [premiereLigne > 0 ? `ligne ${formatNombre(premiereLigne)}` : null, colonne ? `colonne ${colonne}` : null];
  const lieu = ou.filter(Boolean).join(", ");
  return (
    <span>
      {lieu}
      {lieu && exemple ? " : " : ""}
      {exemple ? (
        <>
          «&nbsp;<span class="brut">{exemple}</span>&nbsp;»
        </>
      ) : null}
    </span>
  );
}

/** Messages say what is wrong, then what to do: « X : Y. » or « X. Y. ». One without a second part gets the advice of its gravity. */
export function splitMessage(message: string): { readonly probleme: string; readonly conseil: string | null } {
  const found = /^(.{8,}?)(?:\s*[:;]\s+|\.\s+)(.+)$/s.exec(message);
  const [, probleme, conseil] = found ?? [];
  if (!probleme || !conseil) return { probleme: message.replace(/\.$/, ""), conseil: null };
  return { probleme, conseil: conseil.charAt(0).toUpperCase() + conseil.slice(1) };
}

function defaultConseil(lot: Lot, { gravite }: AnomalieLot): string {
  if (gravite === "AVE") return "Rien d’obligatoire : les lignes comptent.";
  return lot.statut === "pret"
    ? "Faire corriger ces lignes par le bailleur, puis déposer le fichier corrigé."
    : "Ces lignes ne comptent pas.";
}
