import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import type { HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import type { CodeSalle } from "#socle/regles/plan/plan.ts";
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

/** For those who do not keep the territory's files: as whom they are here, and what is open to them. */
function PourMoi({ cadre, epci, habilitations }: PourMoiProps) {
  // Never empty: what is in force of the convention is public.
  const salles = cadre.salles.filter(({ code }) => code !== "accueil");
  return (
    <section aria-labelledby="ouvert">
      <h2 id="ouvert">Ce que votre habilitation vous ouvre</h2>
      {habilitations.map(({ role, nomOrganisation }) => (
        <p>
          Vous êtes ici <strong>{LIBELLE_ROLE[role]}</strong>, pour {nomOrganisation}.
        </p>
      ))}
      <dl>
        {salles.map(({ code, libelle, pages }) => (
          <>
            <dt>{libelle}</dt>
            <dd>
              {pages.map(({ chemin, libelle: page }, rang) => (
                <>
                  {rang > 0 ? ", " : null}
                  <a href={hrefTerritoire(epci, chemin)}>{page}</a>
                </>
              ))}
              <br />
              {OFFRE[code]}
            </dd>
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

/** What is found in each room, by somebody who does not keep the territory's files. */
const OFFRE: Readonly<Record<CodeSalle, string>> = {
  accueil: "",
  objectifs:
    "la part des attributions au 1er quartile et en quartier prioritaire, ce qui était promis et ce qui reste à faire",
  observatoire: "le parc, les loyers, les déséquilibres par résidence, la demande",
  attributions: "les demandes, les logements libérés, leurs candidats et les séances de la commission",
  relogement: "les immeubles à démolir, leurs ménages, les offres qui leur sont faites, les opérations",
  instances: "les réunions de la gouvernance, leurs décisions, les actions et leur avancement",
  donnees: "les fichiers déposés et leur état, qui peut quoi, qui a fait quoi",
};
