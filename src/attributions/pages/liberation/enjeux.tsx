import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatEntre, formatFraction, formatJour, formatTaux, INCONNU } from "#socle/regles/shared/format.ts";
import type {
  ContingentsVivants,
  ObjectifsTouches,
  RelogementPossible,
  VueLiberation,
} from "../../lectures/liberation/vue-liberation.ts";
import type { Compteur } from "../../regles/liberation/effet-bail.ts";
import { cheminMenage } from "../relogement/chemins.ts";

type EnjeuxProps = { readonly cadre: Cadre; readonly epci: string; readonly vue: VueLiberation };

/** What a lease on this dwelling would change: information, which decides nothing by itself. */
export function Enjeux({ cadre, epci, vue }: EnjeuxProps) {
  return (
    <section>
      <h2>Ce qui est en jeu</h2>
      <Objectifs epci={epci} objectifs={vue.objectifs} />
      <Contingents epci={epci} contingents={vue.contingents} />
      <Residence epci={epci} vue={vue} />
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
      <TableFiches
        titre="Effet d’un bail signé aujourd’hui"
        colonnes={[
          { titre: "Objectif de" },
          { titre: "À atteindre", nombre: true },
          { titre: "Aujourd’hui", nombre: true },
          { titre: `Si le ménage est : ${compte}`, nombre: true },
          { titre: "Sinon", nombre: true },
          { titre: "Ce qu’il reste à faire" },
        ]}
        lignes={objectifs.lignes.map(({ nom, cible, effet, phrase }) => [
          nom,
          cible === null ? INCONNU : `${formatTaux(cible.taux)} (${cible.nature === "cible" ? "convention" : "loi"})`,
          sayCompteur(effet.avant),
          sayCompteur(effet.siCompte),
          <>
            {sayCompteur(effet.sinon)}
            {effet.sinonImpossible ? <Tag ton="alerte">Objectif hors d’atteinte</Tag> : null}
          </>,
          phrase ?? INCONNU,
        ])}
      />
    </>
  );
}

function sayCompteur({ realise, assiette }: Compteur): string {
  return formatFraction(realise, assiette);
}

function Contingents({ epci, contingents }: { epci: string; contingents: ContingentsVivants | null }) {
  if (contingents === null) return null;
  const { tours, droits, annee } = contingents;
  return (
    <>
      <h3>Les contingents</h3>
      {tours.length === 0 && droits.length === 0 ? (
        <p>Aucune convention de réservation de ce bailleur n’est écrite pour {annee}.</p>
      ) : null}
      {tours.length > 0 ? (
        <TableFiches
          titre={`Flux de ${annee}, le plus en retard d’abord`}
          colonnes={[
            { titre: "Réservataire" },
            { titre: "Contingent" },
            { titre: "Reçus, certains", nombre: true },
            { titre: "Possibles en plus", nombre: true },
            { titre: "Dus dans l’année", nombre: true },
            { titre: "Reste", nombre: true },
          ]}
          lignes={tours.map(({ convention: { convention, compteur } }) => [
            convention.nomReservataire,
            LIBELLE_CONTINGENT[convention.contingent],
            sayNombre(compteur.certaines),
            sayNombre(compteur.possibles),
            sayNombre(compteur.objectif),
            formatEntre(compteur.reste),
          ])}
        />
      ) : null}
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
    </>
  );
}

function sayNombre(nombre: number | null): string {
  return nombre === null ? INCONNU : String(nombre);
}

function Residence({ epci, vue: { residence, liberation } }: { epci: string; vue: VueLiberation }) {
  return (
    <>
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
          <p>{residence.methodeBreve.slice(0, 1).join(" ")}</p>
        </>
      )}
    </>
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
  const lien = cadre.sousPages.includes("relogement/menages");
  return (
    <>
      <h3>Les ménages à reloger qui demandent ce type de logement</h3>
      {relogements.length === 0 ? <p>Aucun, parmi ceux que votre habilitation lit.</p> : null}
      <ul>
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
