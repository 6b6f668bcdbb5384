import type { Bilan, Mesures } from "#bilan/lectures/bilan.ts";
import { RegleConstat } from "#bilan/pages/design/regle-constat.tsx";
import { sayReponse } from "#bilan/regles/dire-reponse.ts";
import type { AFaire } from "#gouvernance/lectures/tache/a-faire.ts";
import type { Demarrage } from "#gouvernance/lectures/tache/demarrage.ts";
import { PremierBilan } from "#gouvernance/pages/tache/demarrage-page.tsx";
import { PremieresTaches, TachesIllisibles, TachesParDelai } from "#gouvernance/pages/tache/taches-par-delai.tsx";
import type { ChiffreCle } from "#observatoire/lectures/vue-ensemble.ts";
import { formatBornesCellule, formatCellule } from "#socle/images/texte-figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EnTetePage, Regle, Tuile, Tuiles, Verdict } from "#socle/pages/design/gabarit.tsx";
import { TauxOuManque } from "#socle/pages/design/manque.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, Tag, TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatHeure } from "#socle/regles/gouvernance/convocation.ts";
import type { HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import { opensPage } from "#socle/regles/plan/ouvert.ts";
import { formatCompte, formatJour, formatMesure, formatNombre, formatRealise } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { RendezVous } from "../../lectures/rendez-vous.ts";
import { CHEMIN_REPRISE } from "../reprise/reprise-page.tsx";

type AFaireProps = {
  readonly cadre: Cadre;
  readonly aFaire: AFaire;
  /** Null: the person has no part in the first report of the territory. */
  readonly demarrage?: Demarrage | null;
  readonly habilitations: readonly Pick<HabilitationActive, "role" | "nomOrganisation">[];
  /** null: none that the person reads. */
  readonly bilan: Bilan | null;
  readonly chiffres: readonly ChiffreCle[];
  readonly rendezVous: readonly RendezVous[];
  /** Number of the last frozen report that the person reads. */
  readonly rapport?: string | null;
};

/** Tasks of the first page. */
const TACHES = 6;

export function renderAFairePage(props: AFaireProps): string {
  const { cadre, aFaire, demarrage = null, habilitations, bilan } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "À faire",
    children: (
      <>
        <EnTetePage
          titre={bilan ? "Où en sommes-nous ?" : "À faire"}
          sous={
            <>
              Le {formatJour(aFaire.aujourdhui)}
              {sayTotal(aFaire)}
            </>
          }
        >
          {cadre.droits.composer && bilan ? (
            <a class="bouton" href={hrefTerritoire(epci, "rapport")}>
              Rédiger le rapport
            </a>
          ) : null}
        </EnTetePage>
        {demarrage === null || demarrage.fini ? null : <PremierBilan epci={epci} demarrage={demarrage} />}
        <VerdictDuJour {...props} />
        <div class="accueil">
          <section aria-labelledby="taches">
            <h2 id="taches" class={bilan ? undefined : "lu"}>
              À faire
            </h2>
            <Taches cadre={cadre} epci={epci} aFaire={aFaire} />
          </section>
          <div>
            <RendezVousAVenir {...props} />
            <p>
              <a href={hrefTerritoire(epci, CHEMIN_REPRISE)}>Reprendre : pages récentes et épinglées</a>
            </p>
            {props.rapport ? <DernierRapport epci={epci} numero={props.rapport} /> : null}
            {bilan ? <Changements bilan={bilan} /> : null}
          </div>
        </div>
        <CoupDOeil {...props} />
        {cadre.droits.publier ? null : <PourMoi cadre={cadre} epci={epci} habilitations={habilitations} />}
      </>
    ),
  });
}

function DernierRapport({ epci, numero }: { epci: string; numero: string }) {
  return (
    <p>
      Dernier rapport figé : <a href={hrefTerritoire(epci, `rapport/${numero}`)}>{numero}</a> (
      <a href={hrefTerritoire(epci, `rapport/${numero}.pdf`)}>PDF</a>)
    </p>
  );
}

/** Each task, by when it is due. */
export function renderToutesPage({ cadre, aFaire }: Pick<AFaireProps, "cadre" | "aFaire">): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "Toutes les tâches",
    children: (
      <>
        <EnTetePage
          titre="Toutes les tâches"
          sous={
            <>
              Le {formatJour(aFaire.aujourdhui)}
              {sayTotal(aFaire)}
            </>
          }
        />
        <TachesParDelai epci={epci} aFaire={aFaire} />
      </>
    ),
  });
}

/** As long as the year goes on, the quarters that are whole. */
function jugeOf(bilan: Bilan): Mesures & { readonly libelle: string } {
  const dernier = bilan.enCours === null ? undefined : bilan.cumuls.at(-1);
  return dernier ?? { ...bilan, libelle: bilan.libellePeriode };
}

function VerdictDuJour({ cadre, bilan }: AFaireProps) {
  const epci = cadre.territoire?.epci ?? "";
  if (bilan) return <VerdictBilan epci={epci} bilan={bilan} />;
  if (!opensPage(cadre.salles, "bilan")) return null;
  return (
    <Message ton="neutre" titre="Le verdict du bilan apparaîtra ici">
      <p>
        Il se calcule dès qu’un fichier d’attributions (SNE) est publié.{" "}
        {cadre.droits.deposer ? (
          <a href={hrefTerritoire(epci, "donnees/deposer")}>Déposer un fichier</a>
        ) : (
          `Qui le dépose : ${LIBELLE_ROLE["agent-epci"]} (${cadre.territoire?.nom}).`
        )}
      </p>
    </Message>
  );
}

function VerdictBilan({ epci, bilan }: { epci: string; bilan: Bilan }) {
  const { horsQpv, libelle } = jugeOf(bilan);
  const { cible } = horsQpv;
  return (
    <Verdict
      id="verdict"
      question={`Hors quartier prioritaire, 1er quartile ou relogés : ${libelle}`}
      phrase={sayReponse(horsQpv)}
      etiquettes={
        <>
          {cible && cible.verdict !== "sans-objet" ? <TagVerdict constat={cible} de="Voté" /> : null}
          <TagVerdict constat={horsQpv} de="Loi" />
        </>
      }
      valeur={<TauxOuManque mesure={horsQpv} />}
      base={horsQpv.petitEffectif ? "moins de 20 attributions" : formatRealise(horsQpv)}
    >
      <RegleConstat constat={horsQpv} grande />
      <ul class="liens">
        <li>
          <a href={hrefTerritoire(epci, "objectifs")}>Qui doit signer, et combien</a>
        </li>
        <li>
          <a href={hrefTerritoire(epci, "bilan")}>Le bilan par bailleur</a>
        </li>
        <li>
          <a href={hrefTerritoire(epci, "bilan/methode")}>Comment c’est calculé</a>
        </li>
      </ul>
    </Verdict>
  );
}

type TachesProps = { readonly cadre: Cadre; readonly epci: string; readonly aFaire: AFaire };

function Taches({ cadre, epci, aFaire }: TachesProps) {
  const restent = aFaire.total - TACHES;
  return (
    <>
      <TachesIllisibles aFaire={aFaire} />
      {aFaire.total > 0 ? (
        <PremieresTaches epci={epci} aFaire={aFaire} max={TACHES} />
      ) : (
        <RienAFaire cadre={cadre} aFaire={aFaire} />
      )}
      {restent > 0 ? (
        <p>
          <a href={hrefTerritoire(epci, "a-faire/toutes")}>
            {restent === 1 ? "L’autre tâche" : `Les ${formatNombre(restent)} autres tâches`}
          </a>
        </p>
      ) : null}
    </>
  );
}

/** What will be there, so that nobody takes it for a page that is broken. */
function RienAFaire({ cadre, aFaire }: Pick<TachesProps, "cadre" | "aFaire">) {
  if (aFaire.illisibles.length > 0) return null;
  if (cadre.droits.publier) {
    return (
      <Message ton="ok" titre="Rien à faire aujourd’hui">
        <p>Les fichiers sont publiés, les attributions sont localisées.</p>
      </Message>
    );
  }
  return <p>Rien ne vous attend. Ce qu’on vous demandera, réunions, réponses, signatures, sera ici, avec sa date.</p>;
}

function RendezVousAVenir({ cadre, rendezVous }: AFaireProps) {
  const epci = cadre.territoire?.epci ?? "";
  if (!opensPage(cadre.salles, "commission/reunions") && !opensPage(cadre.salles, "cal")) return null;
  return (
    <section aria-labelledby="rendez-vous">
      <h2 id="rendez-vous">Prochains rendez-vous</h2>
      {rendezVous.length === 0 ? (
        <p>
          <span class="hachure">Aucune date fixée.</span> Qui fixe les réunions : {LIBELLE_ROLE["agent-epci"]} (
          {cadre.territoire?.nom}) ; les séances, le secrétaire de chaque commission.
        </p>
      ) : (
        <ul class="rendez-vous">
          {rendezVous.map(({ jour, heure, titre, aConvoquer, chemin }) => (
            <li>
              <a href={hrefTerritoire(epci, chemin)}>{titre}</a>
              <span>
                {formatJour(jour)} à {formatHeure(heure)}
              </span>
              {aConvoquer ? <Tag ton="alerte">Membres à convoquer</Tag> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Ligne = { readonly nom: string; readonly dit: (mesures: Mesures) => string };

const SUIVIES: readonly Ligne[] = [
  { nom: "Hors QPV", dit: ({ horsQpv }) => formatMesure(horsQpv) },
  { nom: "En QPV", dit: ({ qpv }) => formatMesure(qpv) },
  { nom: "Non localisées", dit: ({ nonLocalisees }) => formatNombre(nonLocalisees.total) },
];

/** The two last cumulated quarters, side by side. */
function Changements({ bilan: { cumuls } }: { bilan: Bilan }) {
  const [avant, apres] = cumuls.slice(-2);
  if (!avant || !apres) return null;
  const table = defineTable<Ligne>({
    code: "changements",
    titre: "Part cumulée depuis janvier",
    colonnes: [
      { code: "mesure", titre: "Depuis janvier", valeur: ({ nom }) => nom },
      { code: "avant", titre: avant.libelle, valeur: ({ dit }) => dit(avant) },
      { code: "apres", titre: apres.libelle, valeur: ({ dit }) => dit(apres) },
    ],
  });
  return (
    <section aria-labelledby="changements">
      <h2 id="changements">Ce qui a changé</h2>
      <Table table={table} lignes={SUIVIES} lu cartes={false} />
    </section>
  );
}

function CoupDOeil({ cadre, bilan, chiffres }: AFaireProps) {
  const epci = cadre.territoire?.epci ?? "";
  const parts = lastOfPages(chiffres);
  if (!bilan && parts.length === 0) return null;
  const { qpv, libelle } = bilan ? jugeOf(bilan) : { qpv: null, libelle: "" };
  return (
    <section aria-labelledby="coup-d-oeil">
      <h2 id="coup-d-oeil">En un coup d’œil</h2>
      <Tuiles>
        {qpv ? (
          <Tuile
            nom="En quartier prioritaire, quartiles 2 à 4"
            href={hrefTerritoire(epci, "bilan")}
            valeur={<TauxOuManque mesure={qpv} />}
            base={`${formatRealise(qpv)}, ${libelle}`}
          >
            <RegleConstat constat={qpv} />
          </Tuile>
        ) : null}
        {parts.map(({ libelle: nom, genre, cellule, quand, page }) => (
          <Tuile
            nom={nom}
            href={hrefTerritoire(epci, page)}
            valeur={formatCellule(cellule, genre)}
            base={[quand, formatBornesCellule(cellule, genre)].filter(Boolean).join(", ")}
          >
            <Regle
              nom={`${nom} : ${formatCellule(cellule, genre)}`}
              part={typeof cellule.valeur === "number" ? cellule.valeur : null}
              bornes={cellule.bornes ?? null}
            />
          </Tuile>
        ))}
      </Tuiles>
    </section>
  );
}

/** One share a page of the observatory, the last that it says. */
function lastOfPages(chiffres: readonly ChiffreCle[]): readonly ChiffreCle[] {
  const parts = chiffres.filter(({ genre }) => genre === "taux");
  return [...new Map(parts.map((chiffre) => [chiffre.page, chiffre])).values()];
}

function sayTotal({ total, groupes, illisibles }: AFaire): string {
  if (total === 0) return illisibles.length > 0 ? "" : " : rien ne vous attend.";
  const tard = groupes.find(({ delai }) => delai === "en-retard")?.taches.length ?? 0;
  return ` : ${formatCompte(total, "tâche")}${tard > 0 ? `, dont ${tard} en retard` : ""}.`;
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
        {salles.map(({ libelle, pages }) => (
          <>
            <dt>{libelle}</dt>
            <dd>
              {pages.map(({ chemin, libelle: page }, rang) => (
                <>
                  {rang > 0 ? ", " : null}
                  <a href={hrefTerritoire(epci, chemin)}>{page}</a>
                </>
              ))}
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
