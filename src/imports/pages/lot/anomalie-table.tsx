import type { Child } from "hono/jsx";
import type { AnomalieLot, Lot } from "#donnees/lectures/lot/ports.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";

/** Problème · Lignes · Exemple · Que faire, the rejected lines first. */
export function TableAnomalies({ lot, anomalies }: { lot: Lot; anomalies: readonly AnomalieLot[] }) {
  return <Table table={tableAnomalies(lot)} lignes={anomalies} />;
}

function tableAnomalies(lot: Lot) {
  return defineTable<AnomalieLot, Child>({
    code: "anomalies",
    titre: lot.statut === "pret" ? "À voir avant de publier" : "Problèmes relevés",
    colonnes: [
      {
        code: "probleme",
        titre: "Problème",
        valeur: ({ message }) => splitMessage(message).probleme,
        tri: true,
        rendu: ({ message, gravite }) => (
          <>
            {splitMessage(message).probleme}{" "}
            {gravite === "LIG" ? <Tag ton="alerte">lignes rejetées</Tag> : <Tag ton="neutre">lignes gardées</Tag>}
          </>
        ),
      },
      { code: "lignes", titre: "Lignes", genre: "nombre", valeur: ({ lignes }) => lignes, tri: true },
      {
        code: "exemple",
        titre: "Exemple",
        valeur: ({ exemple }) => exemple,
        rendu: (anomalie) => <Exemple anomalie={anomalie} />,
      },
      {
        code: "conseil",
        titre: "Que faire",
        valeur: (anomalie) => splitMessage(anomalie.message).conseil ?? defaultConseil(lot, anomalie),
      },
    ],
  });
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

/** Splits a message at the end of its first sentence, out of brackets and quotes: the problem, then the advice. Of one sentence alone, the advice depends on its gravity. */
export function splitMessage(message: string): { readonly probleme: string; readonly conseil: string | null } {
  const probleme = FIRST_SENTENCE.exec(message)?.[1] ?? message.replace(/\.$/, "");
  const conseil = message.slice(probleme.length + 1).trim();
  return { probleme, conseil: conseil === "" ? null : conseil };
}

const FIRST_SENTENCE = /^((?:\([^)]*\)|«[^»]*»|[^.«(]|\.(?!\s))+)\.\s/s;

function defaultConseil(lot: Lot, { gravite }: AnomalieLot): string {
  if (gravite === "AVE") return "Rien d’obligatoire : les lignes comptent.";
  return lot.statut === "pret"
    ? "Faire corriger ces lignes par le bailleur, puis déposer le fichier corrigé."
    : "Ces lignes ne comptent pas.";
}
