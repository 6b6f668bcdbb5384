import type { Child } from "hono/jsx";
import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import type { CompteurConvention } from "#engagements/lectures/contingent/contingents.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Pli } from "#socle/pages/design/gabarit.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { opensPage } from "#socle/regles/plan/ouvert.ts";
import { formatEntre, formatJour, formatTaux } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ObjectifsTouches, ObjectifTouche } from "../../lectures/liberation/objectifs-touches.ts";
import type {
  ContingentsVivants,
  RelogementPossible,
  VueLiberation,
} from "../../lectures/liberation/vue-liberation.ts";
import { sayCompteur } from "../cal/enjeu.tsx";
import { cheminMenage } from "../relogement/chemins.ts";

type EnjeuxProps = { readonly cadre: Cadre; readonly epci: string; readonly vue: VueLiberation };

/** What a lease on this dwelling would change. Information only. */
export function Enjeux({ cadre, epci, vue }: EnjeuxProps) {
  return (
    <section>
      <h2>Ce qui est en jeu</h2>
      <Objectifs epci={epci} objectifs={vue.objectifs} />
      <div class="parties">
        <Contingents epci={epci} contingents={vue.contingents} />
        <Residence epci={epci} vue={vue} />
      </div>
      <Relogements cadre={cadre} epci={epci} relogements={vue.relogements} />
    </section>
  );
}

function Objectifs({ epci, objectifs }: { epci: string; objectifs: ObjectifsTouches | null }) {
  if (objectifs === null) {
    return (
      <>
        <h3>Les objectifs</h3>
        <p>
          Non lus : le logement n’est situé ni en quartier prioritaire ni en dehors, aucun bilan n’est publié, ou votre
          habilitation ne lit pas le bilan de ce bailleur.
        </p>
      </>
    );
  }
  const compte = objectifs.objet === "hors-qpv" ? "1er quartile ou relogé" : "quartiles 2 à 4";
  return (
    <>
      <h3>Les objectifs : {objectifs.titre}</h3>
      <p>
        Baux de {objectifs.annee} comptés jusqu’au {formatJour(objectifs.arreteAu)}.{" "}
        {objectifs.manquants ? `${objectifs.manquants} ` : ""}
        {objectifs.enCours
          ? ""
          : "C’est le dernier bilan publié : l’année en cours n’est pas encore mesurée, et ce qui suit ne dit que la tendance. "}
        <a href={hrefTerritoire(epci, "objectifs", { annee: objectifs.annee })}>Objectifs et méthode</a>
      </p>
      <Table table={effetOf(compte)} lignes={objectifs.lignes} />
    </>
  );
}

function effetOf(compte: string) {
  return defineTable<ObjectifTouche, Child>({
    code: "effet",
    titre: "Effet d’un bail signé aujourd’hui",
    colonnes: [
      { code: "objectif", titre: "Objectif de", valeur: ({ nom }) => nom },
      {
        code: "cible",
        titre: "À atteindre",
        genre: "nombre",
        valeur: ({ cible }) =>
          cible && `${formatTaux(cible.taux)} (${cible.nature === "cible" ? "convention" : "loi"})`,
      },
      { code: "avant", titre: "Aujourd’hui", genre: "nombre", valeur: ({ effet }) => sayCompteur(effet.avant) },
      {
        code: "si_compte",
        titre: `Si le ménage est : ${compte}`,
        genre: "nombre",
        valeur: ({ effet }) => sayCompteur(effet.siCompte),
      },
      {
        code: "sinon",
        titre: "Sinon",
        genre: "nombre",
        valeur: ({ effet }) => sayCompteur(effet.sinon),
        rendu: ({ effet }) => (
          <>
            {sayCompteur(effet.sinon)}
            {effet.sinonImpossible ? <Tag ton="alerte">Objectif hors d’atteinte</Tag> : null}
          </>
        ),
      },
      { code: "reste", titre: "Ce qu’il reste à faire", valeur: ({ phrase }) => phrase },
    ],
  });
}

function Contingents({ epci, contingents }: { epci: string; contingents: ContingentsVivants | null }) {
  if (contingents === null) return null;
  const { tours, droits, annee } = contingents;
  return (
    <section>
      <h3>Les contingents</h3>
      {tours.length === 0 && droits.length === 0 ? (
        <p>Aucune convention de réservation de ce bailleur n’est écrite pour {annee}.</p>
      ) : null}
      {tours.length > 0 ? <Table table={fluxOf(annee)} lignes={tours.map(({ convention }) => convention)} /> : null}
      {droits.length > 0 ? (
        <ul>
          {droits.map((droit) => (
            <li>
              {droit.nombre} droits en stock de {droit.nomReservataire} ({LIBELLE_CONTINGENT[droit.contingent]}
              {droit.jusque ? `, jusqu’au ${formatJour(droit.jusque)}` : ""}).
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <a href={hrefTerritoire(epci, "contingents", { annee })}>Contingents et assiettes</a>
      </p>
    </section>
  );
}

function fluxOf(annee: number) {
  return defineTable<CompteurConvention>({
    code: "flux",
    titre: `Flux de ${annee}, le plus en retard d’abord`,
    colonnes: [
      { code: "reservataire", titre: "Réservataire", valeur: ({ convention }) => convention.nomReservataire },
      {
        code: "contingent",
        titre: "Contingent",
        valeur: ({ convention }) => LIBELLE_CONTINGENT[convention.contingent],
      },
      { code: "certains", titre: "Reçus, certains", genre: "nombre", valeur: ({ compteur }) => compteur.certaines },
      { code: "possibles", titre: "Possibles en plus", genre: "nombre", valeur: ({ compteur }) => compteur.possibles },
      { code: "dus", titre: "Dus dans l’année", genre: "nombre", valeur: ({ compteur }) => compteur.objectif },
      { code: "reste", titre: "Reste", genre: "nombre", valeur: ({ compteur }) => formatEntre(compteur.reste) },
    ],
  });
}

function Residence({ epci, vue: { residence, liberation } }: { epci: string; vue: VueLiberation }) {
  return (
    <section>
      <h3>La résidence</h3>
      {residence === null ? (
        <p>
          Ce logement n’est rattaché à aucune résidence du parc publié (identifiant {liberation.logement.cle}) : son
          occupation n’est pas connue ici.
        </p>
      ) : (
        <>
          <p>
            <a href={hrefTerritoire(epci, `observatoire/residences/${encodeURIComponent(residence.unite.cle)}`)}>
              {residence.unite.nom}
            </a>{" "}
            : {residence.titre}
          </p>
          {residence.reponses.slice(1, 3).map(({ question, phrases }) => (
            <p>
              <b>{question}</b> {phrases.slice(0, 2).join(" ")}
            </p>
          ))}
          <Pli de={residence.unite.nom}>
            <p>{residence.methodeBreve.slice(0, 1).join(" ")}</p>
          </Pli>
        </>
      )}
    </section>
  );
}

function Relogements({
  cadre,
  epci,
  relogements,
}: {
  cadre: Cadre;
  epci: string;
  relogements: readonly RelogementPossible[] | null;
}) {
  if (relogements === null) return null;
  const lien = opensPage(cadre.salles, "relogement/menages");
  return (
    <>
      <h3>Les ménages à reloger qui demandent ce type de logement</h3>
      {relogements.length === 0 ? <p>Aucun, parmi ceux que votre habilitation lit.</p> : null}
      <ul class="en-colonnes">
        {relogements.map(({ id, reference, immeuble, personnes, ecarts }) => (
          <li>
            {lien ? <a href={hrefTerritoire(epci, cheminMenage(id))}>{reference}</a> : reference}, {immeuble},{" "}
            {personnes === null ? "taille du ménage inconnue" : `${personnes} personnes`}
            {ecarts.length > 0 ? ` : ${ecarts.join(", ")}` : " : sans écart connu"}.
          </li>
        ))}
      </ul>
    </>
  );
}
