import { type EtatFormulaire, Liste, optionsOf, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { VueLiberation } from "../../lectures/liberation/vue-liberation.ts";
import { LIBELLE_ORIENTATION, ORIENTATIONS } from "../../regles/liberation/liberation.ts";
import { cheminLiberation } from "./chemins.ts";

type OrientationProps = { readonly epci: string; readonly vue: VueLiberation; readonly etat: EtatFormulaire };

export function Orientation({ epci, vue, etat }: OrientationProps) {
  const { liberation, profils, droits } = vue;
  return (
    <section>
      <h2>Orientation</h2>
      {profils.length === 0 ? (
        <p>Rien ne presse sur ce logement : aucun profil n’est proposé.</p>
      ) : (
        <>
          <p>Profils proposés, par ordre d’urgence. Le bailleur décide.</p>
          <ol>
            {profils.map(({ orientation, raison }) => (
              <li>
                <b>{LIBELLE_ORIENTATION[orientation]}</b>. {raison}
              </li>
            ))}
          </ol>
        </>
      )}
      {liberation.orientation && liberation.orienteeLe ? (
        <p>
          <b>Décidé le {formatJour(liberation.orienteeLe)} :</b> {LIBELLE_ORIENTATION[liberation.orientation]}.{" "}
          {liberation.orientationMotif}
        </p>
      ) : (
        <p>L’orientation n’est pas encore décidée.</p>
      )}
      {droits.modifier ? (
        <details open={etat.refus.erreurs.some(({ champ }) => champ === "motif")}>
          <summary>{liberation.orientation ? "Changer l’orientation" : "Décider l’orientation"}</summary>
          <FormulaireActe
            epci={epci}
            chemin={cheminLiberation(liberation.id, "orientation")}
            bouton="Enregistrer l’orientation"
          >
            <Liste
              etat={etat}
              nom="orientation"
              libelle="Profil retenu"
              options={optionsOf(ORIENTATIONS, LIBELLE_ORIENTATION)}
              requis
            />
            <TexteLong
              etat={etat}
              nom="motif"
              libelle="Raison"
              aide="En une phrase, sans parler d’une personne. Elle reste écrite avec le logement."
              limite={500}
              requis
            />
            <Relire affiche={etat.refus.erreurs.some(({ champ }) => champ === "motif")} />
          </FormulaireActe>
        </details>
      ) : null}
    </section>
  );
}
