import { Regle } from "#socle/pages/design/gabarit.tsx";
import { formatCompte, formatFraction, formatJour, formatTaux, INCONNU } from "#socle/regles/shared/format.ts";
import type { EnjeuFige, ObjectifTouche } from "../../lectures/liberation/objectifs-touches.ts";
import { type Compteur, compteraitPour } from "../../regles/liberation/effet-bail.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
import { Inconnu } from "./mots.tsx";

const QUI_COMPTE = { "hors-qpv": "du 1er quartile, ou relogé", qpv: "des quartiles 2 à 4" } as const;

/** Shows the objectives that a lease on the dwelling touches, as they were frozen on their day. */
export function Enjeu({ enjeu }: { enjeu: EnjeuFige | null }) {
  return (
    <section class="carte-fiche">
      <h2>Les objectifs</h2>
      {enjeu === null ? (
        <p>
          Effet inconnu : le bailleur n’a pas orienté ce logement, il n’est situé ni en quartier prioritaire ni en
          dehors, ou aucun bilan ne se lisait ce jour-là.
        </p>
      ) : (
        <>
          <p>
            {enjeu.titre}. Compteurs au {formatJour(enjeu.le)}, jour où le bailleur a orienté le logement : baux de{" "}
            {enjeu.annee} jusqu’au {formatJour(enjeu.arreteAu)}.{enjeu.manquants ? ` ${enjeu.manquants}` : ""}
            {enjeu.enCours ? "" : " L’année en cours n’est pas encore mesurée : ce qui suit ne dit que la tendance."}
          </p>
          {enjeu.lignes.map((ligne) => (
            <Objectif ligne={ligne} compte={QUI_COMPTE[enjeu.objet]} />
          ))}
        </>
      )}
      <p class="aide">C’est une information. Elle ne décide rien, et ne refuse personne.</p>
    </section>
  );
}

function Objectif({ ligne: { nom, cible, effet, inconnus }, compte }: { ligne: ObjectifTouche; compte: string }) {
  return (
    <dl>
      <dt>{nom}</dt>
      <dd>
        {sayCompteur(effet.avant)}, pour{" "}
        {cible === null
          ? `un objectif ${INCONNU}`
          : `${formatTaux(cible.taux)} à atteindre (${cible.nature === "cible" ? "convention" : "loi"})`}
        .
      </dd>
      <dt>Si le ménage est {compte}</dt>
      <dd>
        {sayCompteur(effet.siCompte)}
        <Part nom={`Si le ménage est ${compte}`} compteur={effet.siCompte} cible={cible} />
      </dd>
      <dt>Sinon</dt>
      <dd>
        {sayCompteur(effet.sinon)}
        {effet.sinonImpossible ? " : l’objectif serait hors d’atteinte" : ""}
        <Part nom="Sinon" compteur={effet.sinon} cible={cible} />
      </dd>
      <dt>Non comptés, faute de savoir</dt>
      <dd>{formatCompte(inconnus, "bail", "baux")}</dd>
    </dl>
  );
}

/** Fewer leases make no share, as in the bilan. */
const PETIT_EFFECTIF = 20;

type PartProps = Pick<ObjectifTouche, "cible"> & { readonly nom: string; readonly compteur: Compteur };

/** The part that the lease would make, from 0 to 100, beside what is to reach; too few are no part. */
function Part({ nom, compteur, cible }: PartProps) {
  const { realise, assiette } = compteur;
  const visee = cible ? { [cible.nature === "cible" ? "vote" : "loi"]: cible.taux } : {};
  return (
    <Regle
      nom={`${nom} : ${sayCompteur(compteur)}`}
      part={assiette === 0 ? null : realise / assiette}
      flou={assiette < PETIT_EFFECTIF}
      {...visee}
    />
  );
}

export function sayCompteur({ realise, assiette }: Compteur): string {
  return formatFraction(realise, assiette);
}

type EffetProps = { readonly enjeu: EnjeuFige | null; readonly examen: Examen | null };

/** Says what a lease of that household would do to the bailleur's own objective, the first. */
export function EffetCandidat({ enjeu, examen }: EffetProps) {
  const effet = enjeu?.lignes[0]?.effet;
  if (!enjeu || !effet) return <Inconnu />;
  const compterait = examen ? compteraitPour(enjeu.objet, examen) : null;
  if (compterait === null) {
    const { sinon, siCompte } = effet;
    return (
      <span>
        <Inconnu /> : {sinon.realise} ou {sayCompteur(siCompte)}
      </span>
    );
  }
  return (
    <>
      {compterait ? `Compterait : ${sayCompteur(effet.siCompte)}` : `Ne compterait pas : ${sayCompteur(effet.sinon)}`}
    </>
  );
}
