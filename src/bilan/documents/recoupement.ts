import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { RECOUPEMENT } from "../images/recoupement-table.ts";
import type { Recoupement } from "../lectures/recoupement/read-recoupement.ts";

export function renderRecoupementCsv({ lignes }: Recoupement): string {
  return csvOf(RECOUPEMENT, lignes, "tableur");
}

export function renderRecoupementXlsx(recoupement: Recoupement): Promise<Uint8Array> {
  const { lignes, annee, phrase } = recoupement;
  return renderClasseur(
    {
      titre: "Baux signés dans Blaise et fichiers publiés",
      territoire: recoupement,
      jour: null,
      periode: String(annee),
      pour: PARTENAIRES,
      sources: ["Baux signés dans Blaise", "Fichiers publiés des attributions du SNE"],
    },
    [["Baux", { ...feuilleOf(RECOUPEMENT, lignes), avant: [phrase] }]],
  );
}
