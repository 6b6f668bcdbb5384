import type { Child } from "hono/jsx";
import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatMesure, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { decompteQuart } from "../../images/publics-tables.ts";
import type { ConstatQuart, ObjectifDalo, PublicsPrioritaires } from "../../lectures/public-prioritaire/publics.ts";
import { AConfirmer, Situation } from "./libelles.tsx";

type TableConstatsProps = {
  readonly titre: string;
  readonly premiere: string;
  readonly constats: readonly ConstatQuart[];
};

/** One row per réservataire or bailleur: counted, needed, verdict. */
function TableConstats({ titre, premiere, constats }: TableConstatsProps) {
  const tested = constats.some(({ plancher }) => plancher !== null);
  const table = defineTable<ConstatQuart, Child>({
    code: "constats",
    titre,
    colonnes: [
      { code: "nom", titre: premiere, valeur: ({ nom }) => nom },
      ...COMPTES,
      ...(tested ? [ATTENDU, SITUATION] : []),
    ],
  });
  return <Table table={table} lignes={constats} />;
}

const COMPTES: readonly Colonne<ConstatQuart, Child>[] = [
  {
    code: "attributions",
    titre: "Attributions",
    genre: "nombre",
    valeur: ({ assiette }) => assiette,
    rendu: (constat) => decompteQuart(constat).attributions,
  },
  {
    code: "prioritaires",
    titre: "DALO ou prioritaires",
    genre: "nombre",
    valeur: ({ realise }) => realise,
    rendu: (constat) => decompteQuart(constat).prioritaires,
  },
  {
    code: "dalo",
    titre: "Dont DALO",
    genre: "nombre",
    valeur: ({ dalo }) => dalo,
    rendu: (constat) =>
      constat.dalo > 0 && constat.daloInconnu > 0
        ? `${formatNombre(constat.dalo)} (${formatNombre(constat.daloInconnu)} inconnus)`
        : decompteQuart(constat).dalo,
  },
  { code: "part", titre: "Part", genre: "taux", valeur: formatMesure },
];

const ATTENDU: Colonne<ConstatQuart, Child> = {
  code: "attendu",
  titre: "À atteindre",
  genre: "nombre",
  valeur: ({ attendu }) => attendu ?? { manque: "sans-objet" },
  rendu: (constat) => decompteQuart(constat).attendu ?? LIBELLE_MANQUE["sans-objet"],
};

const SITUATION: Colonne<ConstatQuart, Child> = {
  code: "situation",
  titre: "Situation",
  valeur: ({ verdict }) => verdict,
  rendu: (constat) => <Situation constat={constat} />,
};

export function SectionReservataires({ publics }: { publics: PublicsPrioritaires }) {
  return (
    <section aria-labelledby="reservataires">
      <h2 id="reservataires">Logements réservés, par réservataire</h2>
      <TableConstats
        titre={`Attributions de ${publics.annee} sur logements réservés`}
        premiere="Réservataire"
        constats={publics.reservataires}
      />
      {publics.bailleur === null ? null : (
        <p>
          Le quart est celui du réservataire, chez tous les bailleurs : vu d’un seul, il n’y a pas de part à atteindre.
        </p>
      )}
      {publics.contingentInconnu ? (
        <p>
          {publics.contingentInconnu.phrase} Elles ne sont comptées chez aucun réservataire, et élargissent les bornes
          de chacun.
        </p>
      ) : null}
    </section>
  );
}

export function SectionNonReserves({ publics }: { publics: PublicsPrioritaires }) {
  return (
    <section aria-labelledby="non-reserves">
      <h2 id="non-reserves">Logements non réservés, par bailleur</h2>
      <p>
        Le même quart s’applique aux logements que personne ne réserve, bailleur par bailleur. <AConfirmer /> : le texte
        de cette part n’a pas été relu.
      </p>
      {publics.nonReserves.length === 0 ? (
        <p>Aucune attribution sur logement non réservé cette année.</p>
      ) : (
        <TableConstats
          titre={`Attributions de ${publics.annee} sur logements non réservés`}
          premiere="Bailleur"
          constats={publics.nonReserves}
        />
      )}
    </section>
  );
}

export function SectionSansTest({ publics }: { publics: PublicsPrioritaires }) {
  return (
    <section aria-labelledby="etat">
      <h2 id="etat">Contingent de l’État et autres réservataires</h2>
      <p>
        Le contingent du préfet est destiné aux publics prioritaires par nature, ou aux fonctionnaires : il est compté,
        sans part à atteindre. Aucun texte connu de Blaise ne fixe de part aux autres réservataires.
      </p>
      <TableConstats
        titre={`Attributions de ${publics.annee} comptées sans seuil`}
        premiere="Réservataire"
        constats={publics.sansTest}
      />
    </section>
  );
}

export function SectionDaloEtTravailleurs({ publics }: { publics: PublicsPrioritaires }) {
  const { travailleurs } = publics;
  return (
    <>
      <section aria-labelledby="dalo">
        <h2 id="dalo">DALO</h2>
        <p>{publics.dalo.phrase} Ces ménages passent avant les autres publics prioritaires.</p>
        <ObjectifsDalo objectifs={publics.dalo.objectifs ?? []} />
      </section>
      <section aria-labelledby="travailleurs">
        <h2 id="travailleurs">Travailleurs essentiels</h2>
        <p>
          {travailleurs.phrase}{" "}
          {travailleurs.objectif ? `Objectif écrit par « ${travailleurs.objectif.version} ».` : ""} Ce n’est pas un
          public prioritaire : ils sont comptés à part.
        </p>
      </section>
    </>
  );
}

/** By bearer; states when the convention writes none. */
function ObjectifsDalo({ objectifs }: { objectifs: readonly ObjectifDalo[] }) {
  if (objectifs.length === 0) return <p>La convention n’écrit pas d’objectif pour ces ménages cette année.</p>;
  return (
    <ul>
      {objectifs.map(({ phrase, verdict, acte }) => (
        <li>
          <TagVerdict constat={{ verdict, manque: 0 }} /> {phrase} <small>{acte}</small>
        </li>
      ))}
    </ul>
  );
}
