import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Lignes } from "#socle/pages/design/lignes.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { SeanceLue } from "../../lectures/cal/seance-lue.ts";
import type { ExamenOccupation } from "../../lectures/examen-occupation/ports.ts";
import {
  LIBELLE_AVIS_OCCUPATION,
  LIBELLE_PLAFOND_OCCUPATION,
} from "../../regles/examen-occupation/examen-occupation.ts";
import { cheminAvis } from "./chemins.ts";
import { Situations, sayM2 } from "./mots.tsx";

type SeanceExamensProps = { readonly epci: string; readonly lue: SeanceLue };

/** Shows the occupations on the agenda of a session, without a name, a reference or an address. */
export function SeanceExamens({ epci, lue }: SeanceExamensProps) {
  const { examens, seance, secretaire } = lue;
  if (examens.length === 0) return null;
  return (
    <section>
      <h2 id="examens">Occupations examinées</h2>
      <p class="aide">
        La commission constate les conditions d’occupation et donne un avis sur les offres de relogement à proposer
        (CCH, art. L. 442-5-2, à confirmer). Elle peut conseiller l’accession. Rien n’est retiré au locataire.
      </p>
      {examens.map((examen, rang) => (
        <>
          <h3>Occupation {rang + 1}</h3>
          <Constat examen={examen} />
          {secretaire && seance.etat === "ouverte" && examen.avis === null ? (
            <p class="ecran">
              <a class="bouton second" href={hrefTerritoire(epci, cheminAvis(seance.id, examen.id))}>
                Donner l’avis<span class="lu"> sur l’occupation {rang + 1}</span>
              </a>
            </p>
          ) : null}
        </>
      ))}
    </section>
  );
}

/** Shows an examination as the members read it. */
export function Constat({ examen }: { examen: ExamenOccupation }) {
  const { personnes, typologie, surface, nomCommune, avis, avisLe, avisTexte } = examen;
  const logement = [typologie, sayM2(surface), nomCommune].filter((mot) => mot !== null);
  return (
    <>
      <Lignes
        lignes={[
          { libelle: "Logement", valeur: logement.join(", ") || null },
          { libelle: "Occupants", valeur: personnes === null ? null : String(personnes) },
          { libelle: "Ressources", valeur: LIBELLE_PLAFOND_OCCUPATION[examen.plafond] },
          { libelle: "Examiné le", valeur: formatJour(examen.examineLe) },
          {
            libelle: "Avis",
            valeur: avis && avisLe ? `${LIBELLE_AVIS_OCCUPATION[avis]}, le ${formatJour(avisLe)}` : "Pas encore donné",
          },
          ...(avisTexte === null ? [] : [{ libelle: "Précision", valeur: avisTexte }]),
        ]}
      />
      <Situations examen={examen} />
    </>
  );
}
