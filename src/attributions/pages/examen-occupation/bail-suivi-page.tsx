import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, type EtatFormulaire, Liste, optionsOf, Refuse, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { Lignes } from "#socle/pages/design/lignes.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { SeanceCal } from "../../actes/cal/ports.ts";
import type { AdaptationOccupation, ExamenOccupation } from "../../lectures/examen-occupation/ports.ts";
import type { LigneExamen } from "../../lectures/examen-occupation/read-examens.ts";
import { referenceSeance } from "../../regles/cal/seance.ts";
import {
  isATransmettre,
  LIBELLE_AVIS_OCCUPATION,
  LIBELLE_PLAFOND_OCCUPATION,
  LIBELLE_SOURCE_BAIL,
  LIBELLE_SUITE_OCCUPATION,
  SUITES_OCCUPATION,
} from "../../regles/examen-occupation/examen-occupation.ts";
import { CHEMIN_EXAMENS, cheminBailSuivi } from "./chemins.ts";
import { Examiner } from "./examiner.tsx";
import { Situations, sayBail, sayM2, TagExamen } from "./mots.tsx";

export type BailSuiviPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly ligne: LigneExamen;
  /** Latest first. */
  readonly examens: readonly ExamenOccupation[];
  /** Sessions in preparation of the bailleur's own commission. */
  readonly seances: readonly SeanceCal[];
  /** Sensitive answers of the last examination, once opened with a reason. */
  readonly adaptation: AdaptationOccupation | null;
  readonly ecrire: boolean;
  /** true: the reader has the mention « données sensibles ». */
  readonly sensible: boolean;
  readonly formulaire: EtatFormulaire;
  readonly annonce: string | null;
};

export function renderBailSuiviPage(props: BailSuiviPageProps): string {
  const { cadre, epci, ligne, formulaire, annonce, examens } = props;
  const { bail, echeanceLe, etat } = ligne;
  const titre = bail.reference === null ? `Bail suivi n° ${bail.id}` : `Bail ${bail.reference}`;
  return renderPage({
    cadre,
    titre: titreRefuse(titre, formulaire.refus),
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_EXAMENS)}>Tous les baux suivis</a>
        </p>
        <h1>{titre}</h1>
        <p class="chapo">
          {sayBail(bail)}. {bail.closLe === null ? <TagExamen etat={etat} /> : `Clos le ${formatJour(bail.closLe)}.`}
        </p>
        <Refuse refus={formulaire.refus} />
        <ResultatActe annonce={annonce} />
        <Lignes
          lignes={[
            { libelle: "Signé le", valeur: formatJour(bail.signeLe) },
            { libelle: "Connu par", valeur: LIBELLE_SOURCE_BAIL[bail.source] },
            {
              libelle: "Prochain examen",
              valeur: echeanceLe === null ? null : `${formatJour(echeanceLe)} (à confirmer)`,
            },
          ]}
        />
        <Suivre {...props} />
        {props.ecrire && bail.closLe === null && etat !== "transmis" ? <Examiner {...props} bail={bail} /> : null}
        <section>
          <h2>Examens</h2>
          {examens.length === 0 ? <p>Aucun examen n’est encore écrit.</p> : null}
          {examens.map((examen) => (
            <Examen examen={examen} />
          ))}
        </section>
        <Reserve {...props} />
        <Clore {...props} />
      </>
    ),
  });
}

function Examen({ examen }: { examen: ExamenOccupation }) {
  const { personnes, typologie, surface, avis, avisLe, suite, suiteLe } = examen;
  return (
    <>
      <h3>Examen du {formatJour(examen.examineLe)}</h3>
      <Lignes
        lignes={[
          { libelle: "Occupants", valeur: personnes === null ? null : String(personnes) },
          { libelle: "Logement", valeur: [typologie, sayM2(surface)].filter(Boolean).join(", ") || null },
          { libelle: "Ressources", valeur: LIBELLE_PLAFOND_OCCUPATION[examen.plafond] },
          { libelle: "Transmis à la commission", valeur: dayOr(examen.transmisLe) },
          ...(avis && avisLe
            ? [
                { libelle: "Avis", valeur: `${LIBELLE_AVIS_OCCUPATION[avis]}, le ${formatJour(avisLe)}` },
                ...(examen.avisTexte === null ? [] : [{ libelle: "Précision de l’avis", valeur: examen.avisTexte }]),
                { libelle: "Avis notifié au locataire", valeur: dayOr(examen.notifieLe) },
                {
                  libelle: "Parcours résidentiel",
                  valeur:
                    suite && suiteLe ? `${LIBELLE_SUITE_OCCUPATION[suite]}, le ${formatJour(suiteLe)}` : PAS_ENCORE,
                },
              ]
            : [{ libelle: "Avis", valeur: PAS_ENCORE }]),
        ]}
      />
      <p>Situations :</p>
      <Situations examen={examen} />
    </>
  );
}

const PAS_ENCORE = "Pas encore";

/** A day that has not come is not « inconnu ». */
function dayOr(jour: string | null): string {
  return jour === null ? PAS_ENCORE : formatJour(jour);
}

/** Next act on the last examination, if any. */
function Suivre(props: BailSuiviPageProps) {
  const { epci, ligne, seances, ecrire, formulaire: etat } = props;
  const { bail, dernier } = ligne;
  if (!ecrire || dernier === null) return null;
  if (isATransmettre(dernier)) {
    return (
      <section>
        <h2>Transmettre à la commission</h2>
        {seances.length === 0 ? (
          <p>Aucune séance de votre commission n’est en préparation : son secrétariat en prépare une.</p>
        ) : (
          <FormulaireActe
            epci={epci}
            chemin={cheminBailSuivi(bail.id, "transmettre")}
            bouton="Inscrire à l’ordre du jour"
          >
            <Liste etat={etat} nom="seance" libelle="Séance" options={seances.map(optionOf)} requis />
          </FormulaireActe>
        )}
      </section>
    );
  }
  if (dernier.avis === null) return null;
  return (
    <section>
      <h2>Parcours résidentiel</h2>
      <p class="aide">Un refus du locataire n’enlève rien à ses droits.</p>
      <FormulaireActe epci={epci} chemin={cheminBailSuivi(bail.id, "suite")} bouton="Enregistrer la suite">
        <Champ etat={etat} nom="notifie_le" libelle="Avis notifié au locataire le" type="date" />
        <Liste
          etat={etat}
          nom="suite"
          libelle="Suite donnée avec le locataire"
          options={optionsOf(SUITES_OCCUPATION, LIBELLE_SUITE_OCCUPATION)}
          requis
        />
        <Champ etat={etat} nom="suite_le" libelle="Le" type="date" requis />
      </FormulaireActe>
    </section>
  );
}

function optionOf({ id, annee, numero, tenueLe }: SeanceCal) {
  return { code: String(id), libelle: `${referenceSeance(annee, numero)}, le ${formatJour(tenueLe)}` };
}

const OUI_NON: Readonly<Record<Reponse, string | null>> = { oui: "Oui", non: "Non", inconnu: null };

/** The answers open with a reason, which the journal keeps. */
function Reserve({ epci, ligne: { bail, dernier }, adaptation, sensible, formulaire }: BailSuiviPageProps) {
  if (!sensible || dernier === null) return null;
  if (adaptation) {
    return (
      <section>
        <h2>Réponses d’accès réservé, examen du {formatJour(dernier.examineLe)}</h2>
        <Lignes
          lignes={[
            { libelle: "Logement adapté", valeur: OUI_NON[adaptation.logementAdapte] },
            { libelle: "L’occupant pour qui il l’était est parti", valeur: OUI_NON[adaptation.depart] },
            { libelle: "Le logement est à adapter", valeur: OUI_NON[adaptation.besoin] },
          ]}
        />
      </section>
    );
  }
  return (
    <details>
      <summary>Lire les réponses d’accès réservé</summary>
      <FormulaireActe epci={epci} chemin={cheminBailSuivi(bail.id, "reserve")} bouton="Lire" second>
        <Champ
          etat={formulaire}
          nom="motif_lecture"
          libelle="Pourquoi vous les lisez"
          aide="Le journal le garde."
          requis
        />
      </FormulaireActe>
    </details>
  );
}

function Clore({ epci, ligne: { bail }, ecrire, formulaire }: BailSuiviPageProps) {
  if (!ecrire || bail.closLe !== null) return null;
  return (
    <details>
      <summary>Le locataire est parti</summary>
      <FormulaireActe epci={epci} chemin={cheminBailSuivi(bail.id, "fin")} bouton="Clore ce bail" second>
        <Champ etat={formulaire} nom="clos_le" libelle="Fin du bail" type="date" requis />
      </FormulaireActe>
    </details>
  );
}
