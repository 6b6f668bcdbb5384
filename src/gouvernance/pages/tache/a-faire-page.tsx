import { type Cadre, hrefTerritoire, LIBELLE_RUBRIQUE, type Rubrique } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import type { HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { AFaire } from "../../lectures/tache/a-faire.ts";
import { TachesParDelai } from "./taches-par-delai.tsx";

type AFaireProps = {
  readonly cadre: Cadre;
  readonly aFaire: AFaire;
  readonly habilitations: readonly Pick<HabilitationActive, "role" | "nomOrganisation">[];
};

export function renderAFairePage({ cadre, aFaire, habilitations }: AFaireProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "À faire",
    rubrique: "a-faire",
    children: (
      <>
        <h1>À faire</h1>
        <p class="chapo">
          Le {formatJour(aFaire.aujourdhui)}
          {sayTotal(aFaire)}
        </p>
        <TachesParDelai epci={epci} aFaire={aFaire} />
        {cadre.droits.publier ? (
          <ToutEstFait epci={epci} aFaire={aFaire} />
        ) : (
          <PourMoi cadre={cadre} epci={epci} habilitations={habilitations} />
        )}
      </>
    ),
  });
}

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

/** For a reader who does not keep the territory's files: their roles here, and what is open to them. */
function PourMoi({ cadre, epci, habilitations }: PourMoiProps) {
  // Never empty: the convention in force is public.
  const parts = cadre.rubriques.filter((code) => code !== "a-faire");
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
    </section>
  );
}

/** Contents of each part, for a reader who does not keep the territory's files. */
const OFFRE: Readonly<Record<Rubrique, (cadre: Cadre) => string>> = {
  "a-faire": () => "",
  bilan: () => "la part des attributions au 1er quartile et en quartier prioritaire, dans votre périmètre",
  convention: () => "les objectifs de la convention, ce qui reste à faire et ses actes",
  observatoire: () => "le parc, les loyers, les déséquilibres par résidence, les demandes",
  demandes: () => "les demandes de logement, leur enregistrement, leurs pièces et leur suivi",
  liberations: () => "les logements à attribuer, leurs candidats, les séances de la commission et les baux",
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
