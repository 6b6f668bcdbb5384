import { type EtatFormulaire, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { VueLiberation } from "../../lectures/liberation/vue-liberation.ts";
import { cheminLiberation } from "./chemins.ts";

type RetraitProps = { readonly epci: string; readonly vue: VueLiberation; readonly etat: EtatFormulaire };

export function Retrait({ epci, vue, etat }: RetraitProps) {
  const { liberation, droits } = vue;
  if (liberation.cloture === "retrait" && liberation.closeLe) {
    return (
      <p>
        Retiré le {formatJour(liberation.closeLe)} : {liberation.clotureMotif}
      </p>
    );
  }
  if (!droits.modifier) return null;
  const faux = etat.refus.erreurs.some(({ champ }) => champ === "retrait_motif");
  return (
    <details open={faux}>
      <summary>Retirer ce logement de l’attribution</summary>
      <FormulaireActe
        epci={epci}
        chemin={cheminLiberation(liberation.id, "retrait")}
        bouton="Retirer le logement"
        second
      >
        <TexteLong
          etat={etat}
          nom="retrait_motif"
          libelle="Raison"
          aide="Vente, travaux longs, logement gardé pour un relogement… sans parler d’une personne."
          limite={300}
          lignes={2}
          requis
        />
        <Relire affiche={faux} />
      </FormulaireActe>
    </details>
  );
}
