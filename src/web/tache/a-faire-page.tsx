import type { AFaire, DelaiTache } from "#application/tache/a-faire.ts";
import type { Tache } from "#application/tache/tache.ts";
import type { HabilitationActive } from "#domain/habilitation/acteur.ts";
import { LIBELLE_ROLE, type RoleHabilite } from "#domain/habilitation/role.ts";
import { formatCompte, formatJour, formatJourCourt } from "#domain/shared/format.ts";
import { type Cadre, hrefTerritoire, LIBELLE_RUBRIQUE, type Rubrique } from "../design/cadre.ts";
import { renderPage } from "../design/page.tsx";
import { Message, Tag } from "../design/parts.tsx";

type AFaireProps = {
  readonly cadre: Cadre;
  readonly aFaire: AFaire;
  /** The person's own, in this territory. */
  readonly habilitations: readonly Pick<HabilitationActive, "role" | "nomOrganisation">[];
};

/** What a person has to do here, the most urgent first, and what is open to them. Their first page. */
export function renderAFairePage({ cadre, aFaire, habilitations }: AFaireProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const { aujourdhui, groupes, illisibles } = aFaire;
  return renderPage({
    cadre,
    titre: "À faire",
    rubrique: "a-faire",
    children: (
      <>
        <h1>À faire</h1>
        <p class="chapo">
          Le {formatJour(aujourdhui)}
          {sayTotal(aFaire)}
        </p>
        {illisibles.map(({ quoi, raison }) => (
          <Message ton="alerte" titre={`Nous n’avons pas pu lire ${quoi}`}>
            <p>{raison} Il peut manquer des tâches ci-dessous.</p>
          </Message>
        ))}
        {groupes.map(({ delai, taches }) => (
          <section aria-labelledby={delai}>
            <h2 id={delai}>{LIBELLE_DELAI[delai]}</h2>
            <ul class={delai === "sans-date" ? "taches sans-date" : "taches"}>
              {taches.map((tache) => (
                <LigneTache epci={epci} tache={tache} delai={delai} />
              ))}
            </ul>
          </section>
        ))}
        {cadre.droits.publier ? (
          <ToutEstFait epci={epci} aFaire={aFaire} />
        ) : (
          <PourMoi cadre={cadre} epci={epci} habilitations={habilitations} />
        )}
      </>
    ),
  });
}

const LIBELLE_DELAI: Readonly<Record<DelaiTache, string>> = {
  "en-retard": "En retard",
  "cette-semaine": "Dans les sept jours",
  "plus-tard": "Plus tard",
  "sans-date": "Sans date",
};

function sayTotal({ total, groupes, illisibles }: AFaire): string {
  if (total === 0) return illisibles.length > 0 ? "" : " : rien ne vous attend.";
  const tard = groupes.find(({ delai }) => delai === "en-retard")?.taches.length ?? 0;
  return ` : ${formatCompte(total, "tâche")}${tard > 0 ? `, dont ${tard} en retard` : ""}.`;
}

function ToutEstFait({ epci, aFaire: { total, illisibles } }: { epci: string; aFaire: AFaire }) {
  if (total > 0 || illisibles.length > 0) return null;
  return (
    <Message ton="ok" titre="Rien à faire aujourd’hui">
      <p>
        Les fichiers sont publiés, les attributions sont localisées.{" "}
        <a href={hrefTerritoire(epci, "bilan")}>Voir le bilan</a>
      </p>
    </Message>
  );
}

type PourMoiProps = Pick<AFaireProps, "cadre" | "habilitations"> & { readonly epci: string };

/** For those who do not keep the territory's files: as whom they are here, what is open to them, and what is not there yet. */
function PourMoi({ cadre, epci, habilitations }: PourMoiProps) {
  // Never empty: what is in force of the convention is public.
  const parts = cadre.rubriques.filter((code) => code !== "a-faire");
  const attendus = habilitations.flatMap(({ role }) => A_VENIR[role] ?? []);
  return (
    <section aria-labelledby="ouvert">
      <h2 id="ouvert">Ce que votre habilitation vous ouvre</h2>
      {habilitations.map(({ role, nomOrganisation }) => (
        <p>
          Vous êtes ici <strong>{LIBELLE_ROLE[role]}</strong>, pour {nomOrganisation}.
        </p>
      ))}
      <dl>
        {parts.map((code) => (
          <>
            <dt>
              <a href={hrefTerritoire(epci, code)}>{LIBELLE_RUBRIQUE[code]}</a>
            </dt>
            <dd>{OFFRE[code](cadre)}</dd>
          </>
        ))}
        <dt>
          <a href={hrefTerritoire(epci, "cil")}>Conférence intercommunale du logement</a>
        </dt>
        <dd>ce qui en est public : qui y siège, ce qu’elle a décidé, ses actions, ses évaluations</dd>
      </dl>
      {attendus.length > 0 ? <p>{attendus.join(" ")}</p> : null}
    </section>
  );
}

/** What is found behind each part, by somebody who does not keep the territory's files. */
const OFFRE: Readonly<Record<Rubrique, (cadre: Cadre) => string>> = {
  "a-faire": () => "",
  bilan: () => "la part des attributions au 1er quartile et en quartier prioritaire, dans votre périmètre",
  convention: () => "les objectifs de la convention, ce qui reste à faire et ses actes",
  observatoire: () => "le parc, les loyers, les déséquilibres par résidence, les demandes",
  relogement: () => "les immeubles à démolir, leurs ménages, les offres qui leur sont faites",
  programme: () => "les opérations du PLH et du PRU, leurs règles, et la simulation pour la CIL",
  commission: () => "les réunions de la gouvernance, leurs ordres du jour, leurs décisions et les évaluations",
  actions: () => "les actions de la convention, leurs jalons et leur avancement",
  rapport: () => "composer et figer le rapport du bilan",
  donnees: ({ droits }) =>
    droits.deposer ? "les fichiers déposés, et en déposer" : "les fichiers déposés et leur état, en lecture",
  habilitations: () => "qui peut quoi sur ce territoire, les comptes dormants et la matrice des droits",
  journal: () => "qui a fait quoi, et quand",
  "donnees-personnelles": () => "ce que Blaise détient, et combien de temps",
};

/** The trades whose screens are still to come: nobody is left to wonder whether they missed a link. */
const A_VENIR: Readonly<Partial<Record<RoleHabilite, string>>> = {
  guichet: "L’enregistrement des demandes n’est pas encore dans Blaise.",
  commune: "La consultation des demandes de la commune, une à une, n’est pas encore dans Blaise.",
  "membre-cal": "Les séances de commission d’attribution ne sont pas encore dans Blaise.",
  "secretaire-cal": "Les séances de commission d’attribution ne sont pas encore dans Blaise.",
};

type LigneProps = { readonly epci: string; readonly tache: Tache; readonly delai: DelaiTache };

function LigneTache({ epci, tache, delai }: LigneProps) {
  const { titre, pourquoi, action, chemin } = tache;
  return (
    <li>
      <Echeance tache={tache} delai={delai} />
      <div>
        <h3>{titre}</h3>
        <p class="discret">{pourquoi}</p>
      </div>
      <div>
        <a class="bouton second" href={chemin.startsWith("/") ? chemin : hrefTerritoire(epci, chemin)}>
          {action}
          <span class="lu"> : {titre}</span>
        </a>
      </div>
    </li>
  );
}

function Echeance({ tache: { echeance, leJour }, delai }: Pick<LigneProps, "tache" | "delai">) {
  // Its group says that it has none.
  if (echeance === null) return null;
  const jour = formatJourCourt(echeance);
  if (delai === "en-retard") {
    return (
      <p>
        <Tag ton="alerte">Depuis le {jour}</Tag>
      </p>
    );
  }
  return <p>{leJour ? `Le ${jour}` : `Avant le ${jour}`}</p>;
}
