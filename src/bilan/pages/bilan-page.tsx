import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EnTetePage, Suites } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { TableVerdicts } from "./bailleur-table.tsx";
import { type FondCarte, renderCarteBilan } from "./carte.ts";
import { BauxDeBlaise, HorsTerritoire, LigneInconnues, Provisoires, VerdictConstat } from "./chiffres.tsx";
import { CarteBilan } from "./commune-section.tsx";
import { type Choix, Filtres, fichiersBilan, LectureDesBailleurs } from "./filtres.tsx";
import { sourcesText } from "./methode.tsx";
import { ContenuPartie, suitesOf } from "./parties.tsx";
import {
  hrefBilan,
  nomBailleur,
  PARTIES_BILAN,
  type PartieBilan,
  type QuestionBilan,
  questionOf,
} from "./questions.ts";
import { TableTrimestres } from "./ventilation-table.tsx";

export type BilanPageProps = {
  readonly cadre: Cadre;
  readonly bilan: Bilan;
  readonly choix: Choix;
  readonly fond: FondCarte;
  /** One part on its page; null: the page that answers. */
  readonly partie?: PartieBilan | null;
  /** Of the page of the method: the rule that is told. */
  readonly regle?: string | null;
};

export function renderBilanPage(props: BilanPageProps): string {
  const { cadre, bilan, choix, partie = null } = props;
  const question = questionOf(bilan);
  const nom = `Bilan, ${bilan.libellePeriode}${bilan.bailleur ? `, ${nomBailleur(bilan, bilan.bailleur)}` : ""}`;
  const titre = partie === null ? nom : PARTIES_BILAN[partie];
  return renderPage({
    cadre,
    titre,
    sources: sourcesText(bilan),
    children: (
      <>
        <EnTetePage
          titre={titre}
          sous={
            partie === null ? <Assiette bilan={bilan} /> : <a href={hrefBilan(bilan.territoire, question)}>{nom}</a>
          }
          exporter={cadre.droits.exporterBilan && bilan.total > 0 ? fichiersBilan(bilan.territoire, question) : []}
        >
          {cadre.droits.composer && partie === null ? (
            <a class="bouton" href={hrefTerritoire(bilan.territoire, "rapport", { ...question })}>
              Rédiger le rapport
            </a>
          ) : null}
        </EnTetePage>
        <Filtres epci={bilan.territoire} question={question} choix={choix} partie={partie} />
        <LectureDesBailleurs lecture={bilan.lectureBailleurs} />
        <Reponse {...props} partie={partie} />
        {bilan.total === 0 ? null : <Suites suites={suitesOf(bilan, partie)} />}
      </>
    ),
  });
}

/** What the answer is counted on. */
function Assiette({ bilan: { total, horsQpv } }: { bilan: Bilan }) {
  return (
    <>
      {formatCompte(total, "attribution suivie", "attributions suivies")} d’un bail signé.
      {horsQpv.plancherRetrospectif
        ? " La loi n’était pas encore en vigueur : ces planchers ne servent que de comparaison."
        : ""}
    </>
  );
}

function Reponse({ cadre, bilan, fond, partie, regle = null }: BilanPageProps) {
  if (bilan.total === 0) return <SansAttribution cadre={cadre} bilan={bilan} />;
  if (partie) return <ContenuPartie cadre={cadre} bilan={bilan} fond={fond} partie={partie} regle={regle} />;
  return <Corps cadre={cadre} bilan={bilan} fond={fond} />;
}

function SansAttribution({ cadre, bilan }: { cadre: Cadre; bilan: Bilan }) {
  return (
    <EtatVide titre="Aucune attribution publiée">
      <p>
        Aucun bail signé n’est connu sur cette période ({bilan.libellePeriode})
        {bilan.bailleur ? " chez ce bailleur" : ""}. Choisissez une autre période, ou déposez le fichier des
        attributions.
      </p>
      <Deposer cadre={cadre} epci={bilan.territoire} />
      {(bilan.relogements?.possibles ?? 0) > 0 ? <BauxDeBlaise bilan={bilan} /> : null}
    </EtatVide>
  );
}

export function Deposer({ cadre, epci }: { cadre: Cadre; epci: string }) {
  if (!cadre.droits.deposer) return null;
  return (
    <p>
      <a class="bouton" href={hrefTerritoire(epci, "donnees/deposer")}>
        Déposer un fichier
      </a>
    </p>
  );
}

type CorpsProps = Pick<BilanPageProps, "cadre" | "bilan" | "fond">;

function Corps({ cadre, bilan, fond }: CorpsProps) {
  return (
    <>
      {bilan.surComptes ? (
        <Message ton="neutre">
          <p>{bilan.surComptes.phrase}</p>
        </Message>
      ) : null}
      {bilan.obligation ? (
        <Message ton="alerte">
          <p>{bilan.obligation}</p>
        </Message>
      ) : null}
      <Provisoires bilan={bilan} />
      <div class="duo">
        <VerdictConstat bilan={bilan} objet="horsQpv" />
        <VerdictConstat bilan={bilan} objet="qpv" />
      </div>
      {bilan.enCours === null ? null : (
        <p>
          {bilan.enCours} <DernierJuge bilan={bilan} />
          <a href={hrefTerritoire(bilan.territoire, "objectifs", { annee: String(bilan.annee) })}>
            Ce qu’il reste à faire
          </a>
        </p>
      )}
      <LigneInconnues bilan={bilan} localiser={cadre.droits.localiser} />
      <HorsTerritoire bilan={bilan} rattacher={cadre.droits.localiser} />
      <Delai bilan={bilan} />
      <BauxDeBlaise bilan={bilan} />
      <section aria-labelledby="bailleurs">
        <h2 id="bailleurs">Par bailleur</h2>
        <TableVerdicts bilan={bilan} />
      </section>
      {bilan.surComptes ? null : <OuEtQuand bilan={bilan} fond={fond} />}
    </>
  );
}

/** Told by secteur on the page of the demandes, for who reads it. */
function Delai({ bilan: { delai } }: { bilan: Bilan }) {
  return delai ? <p>{delai.phrase}</p> : null;
}

/** The quarters that are whole may be judged. */
function DernierJuge({ bilan }: { bilan: Bilan }) {
  const dernier = bilan.cumuls.findLast(({ horsQpv }) => horsQpv.verdict !== "en-cours");
  if (!dernier) return null;
  return (
    <>
      <a href={hrefBilan(bilan.territoire, { ...questionOf(bilan), periode: dernier.code })}>
        Juger les trimestres complets, {dernier.libelle}
      </a>{" "}
    </>
  );
}

function OuEtQuand({ bilan, fond }: Pick<CorpsProps, "bilan" | "fond">) {
  return (
    <div class="duo">
      <section aria-labelledby="communes">
        <h2 id="communes">Où : hors QPV, par commune</h2>
        <CarteBilan carte={renderCarteBilan(bilan, fond)} />
      </section>
      <section aria-labelledby="trimestres">
        <h2 id="trimestres">Quand : hors QPV, par trimestre</h2>
        <TableTrimestres bilan={bilan} />
      </section>
    </div>
  );
}

function renderEtat(cadre: Cadre, titre: string, children: Child): string {
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <h1>{titre}</h1>
        {children}
      </>
    ),
  });
}

export function renderBilanVide(cadre: Cadre, epci: string): string {
  return renderEtat(
    cadre,
    "Bilan",
    <EtatVide titre="Aucun bilan pour l’instant">
      <p>Le bilan apparaît dès qu’un fichier d’attributions (SNE) est publié pour ce territoire.</p>
      <Deposer cadre={cadre} epci={epci} />
    </EtatVide>,
  );
}

export function SansLigne({ rattachement }: { rattachement: "bailleur" | "reservataire" }) {
  if (rattachement === "bailleur") {
    return (
      <EtatVide titre="Aucun bail publié n’est rattaché à votre organisation">
        <p>
          Votre habilitation ouvre les attributions de votre organisation, reconnues à son SIREN : aucun fichier publié
          ne le porte. Demandez à la personne qui gère les habilitations de l’EPCI de vérifier ce SIREN, ou attendez la
          prochaine publication.
        </p>
      </EtatVide>
    );
  }
  return (
    <EtatVide titre="Aucun bail publié n’est rattaché à votre contingent">
      <p>
        Votre habilitation ouvre les attributions faites sur votre contingent. Or les fichiers publiés disent la
        catégorie du réservataire (Action Logement, État, collectivité), non l’organisme : Blaise n’attribue à personne
        des lignes qui ne le nomment pas. Votre bilan restera vide tant que les réservations ne seront pas suivies par
        organisme.
      </p>
      <p>L’EPCI, lui, voit le bilan par catégorie de réservataire : demandez-lui le rapport qu’il a figé.</p>
    </EtatVide>
  );
}

export function renderBilanSansLigne(cadre: Cadre, rattachement: "bailleur" | "reservataire"): string {
  return renderEtat(cadre, "Bilan", <SansLigne rattachement={rattachement} />);
}

/** Without the rule's parameter for the year, the filters stay, to choose another year. */
export function renderBilanRefuse(cadre: Cadre, question: QuestionBilan, choix: Choix, message: string): string {
  return renderEtat(
    cadre,
    `Bilan ${question.annee}`,
    <>
      <Filtres epci={cadre.territoire?.epci ?? ""} question={question} choix={choix} />
      <Message ton="alerte" titre="Ce bilan ne peut pas être calculé">
        <p>{message}</p>
      </Message>
    </>,
  );
}
