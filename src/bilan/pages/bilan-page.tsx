import type { Child } from "hono/jsx";
import { sayExtractions } from "#droit/regles/patrimoine/dire-localisation.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, PremierQuartile } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatEuros, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import type { BauxEnAttente } from "../lectures/bail/baux-en-attente.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { TableBailleurs } from "./bailleur-table.tsx";
import { type FondCarte, renderCarteBilan } from "./carte.ts";
import { AvertissementInconnus, Chiffres } from "./chiffres.tsx";
import { SectionCommunes } from "./commune-section.tsx";
import { Controles } from "./controle-table.tsx";
import { type Choix, Filtres, LectureDesBailleurs, Telechargements } from "./filtres.tsx";
import { SectionMethode, sourcesText } from "./methode.tsx";
import { TableParc } from "./parc-table.tsx";
import { hrefBilan, nomBailleur, type QuestionBilan, questionOf } from "./questions.ts";
import { PAGE_SERIE } from "./serie-perimetre-page.tsx";
import { SectionTerritorialises } from "./territorialise-table.tsx";
import { TableVentilation } from "./ventilation-table.tsx";

export type BilanPageProps = {
  readonly cadre: Cadre;
  readonly bilan: Bilan;
  readonly choix: Choix;
  readonly fond: FondCarte;
  readonly attente: readonly BauxEnAttente[];
};

/** States the leases that no published file covers, hence in no count. */
function EnAttente({ attente }: Pick<BilanPageProps, "attente">) {
  if (attente.length === 0) return null;
  return (
    <Message ton="neutre">
      <p>
        En attente d’un fichier du SNE publié, donc dans aucun bilan :{" "}
        {joinFrench(
          attente.map(
            ({ annee, nombre }) => `${formatCompte(nombre, "bail signé", "baux signés")} dans Blaise en ${annee}`,
          ),
        )}
        .
      </p>
    </Message>
  );
}

export function renderBilanPage({ cadre, bilan, choix, fond, attente }: BilanPageProps): string {
  const question = questionOf(bilan);
  const titre = `Bilan, ${bilan.libellePeriode}${bilan.bailleur ? `, ${nomBailleur(bilan, bilan.bailleur)}` : ""}`;
  return renderPage({
    cadre,
    titre,
    rubrique: "bilan",
    sources: sourcesText(bilan),
    children: (
      <>
        <h1>{titre}</h1>
        <Regle bilan={bilan} />
        <Filtres epci={bilan.territoire} question={question} choix={choix} />
        <LectureDesBailleurs lecture={bilan.lectureBailleurs} />
        <EnAttente attente={attente} />
        {bilan.total === 0 ? (
          <SansAttribution cadre={cadre} bilan={bilan} />
        ) : (
          <Corps cadre={cadre} bilan={bilan} fond={fond} />
        )}
      </>
    ),
  });
}

function Regle({ bilan }: { bilan: Bilan }) {
  const { horsQpv, qpv, seuilPremierQuartile } = bilan;
  return (
    <p class="chapo">
      Hors quartier prioritaire, au moins {formatTauxCourt(horsQpv.plancher)} des attributions suivies d’un bail signé
      doivent aller à des ménages du <PremierQuartile /> ou relogés ; en quartier prioritaire, au moins{" "}
      {formatTauxCourt(qpv.plancher)} à des ménages des trois autres quartiles.
      {horsQpv.plancherRetrospectif
        ? " La loi n’était pas encore en vigueur sur cette période : ces planchers ne servent que de comparaison."
        : ""}
      {horsQpv.cible?.taux && !horsQpv.cible.parts
        ? ` La convention vise ${formatTauxCourt(horsQpv.cible.taux)} hors quartier prioritaire.`
        : ""}
      {seuilPremierQuartile === null
        ? " Aucun seuil de ressources n’est connu pour cette année : les quartiles sont ceux que déclare le fichier."
        : ` Seuil de ressources : ${formatEuros(seuilPremierQuartile)} par an et par unité de consommation.`}
      {bilan.perimetre ? <Perimetre epci={bilan.territoire} dit={bilan.perimetre} /> : null}
    </p>
  );
}

function Perimetre({ epci, dit }: { epci: string; dit: string }) {
  return (
    <>
      {" "}
      Périmètre : {dit} (<a href={hrefTerritoire(epci, PAGE_SERIE)}>d’une année à l’autre</a>).
    </>
  );
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

function Corps({ cadre, bilan, fond }: Omit<BilanPageProps, "choix" | "attente">) {
  return (
    <>
      {cadre.droits.exporterBilan ? <Telechargements epci={bilan.territoire} question={questionOf(bilan)} /> : null}
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
      <Chiffres bilan={bilan} rattacher={cadre.droits.localiser} />
      {bilan.enCours === null ? null : (
        <Message ton="neutre">
          <p>
            {bilan.enCours}{" "}
            <a href={hrefTerritoire(bilan.territoire, "objectifs", { annee: String(bilan.annee) })}>
              Ce qu’il reste à faire
            </a>
          </p>
        </Message>
      )}
      <AvertissementInconnus bilan={bilan} localiser={cadre.droits.localiser} />
      {sayExtractions(bilan.extractions).map((phrase) => (
        <p>{phrase}</p>
      ))}
      <BauxDeBlaise bilan={bilan} />
      <Sommaire bilan={bilan} />
      <section aria-labelledby="bailleurs">
        <h2 id="bailleurs">Par bailleur</h2>
        <TableBailleurs bilan={bilan} objet="horsQpv" />
        <TableBailleurs bilan={bilan} objet="qpv" />
      </section>
      {bilan.territorialises ? <SectionTerritorialises lignes={bilan.territorialises} /> : null}
      {bilan.surComptes ? null : (
        <>
          <SectionCommunes bilan={bilan} carte={renderCarteBilan(bilan, fond)} />
          <SectionTrimestres bilan={bilan} />
          <SectionVentilations bilan={bilan} />
        </>
      )}
      <section aria-labelledby="parc">
        <h2 id="parc">Parc</h2>
        {bilan.parc ? <TableParc parc={bilan.parc} /> : <p>Aucun fichier RPLS n’est publié : le parc est inconnu.</p>}
      </section>
      <section aria-labelledby="controles">
        <h2 id="controles">Contrôles de cohérence</h2>
        <Controles bilan={bilan} />
      </section>
      <SectionMethode bilan={bilan} lots={cadre.droits.lireLots} />
    </>
  );
}

function BauxDeBlaise({ bilan: { relogements, territoire } }: { bilan: Bilan }) {
  if (!relogements?.phrase) return null;
  const { possibles, possiblesCommission, possiblesRegistre } = relogements;
  if (possibles + possiblesCommission + possiblesRegistre === 0) return <p class="discret">{relogements.phrase}</p>;
  return (
    <Message ton="neutre">
      <p>
        {relogements.phrase} <a href={hrefTerritoire(territoire, "bilan/paires")}>Départager ces baux</a>
      </p>
    </Message>
  );
}

const SECTIONS = [
  ["bailleurs", "Bailleurs"],
  ["territorialises", "Objectifs territorialisés"],
  ["communes", "Communes"],
  ["trimestres", "Trimestres"],
  ["ventilations", "Secteurs, contingents, profils"],
  ["parc", "Parc"],
  ["controles", "Contrôles"],
  ["methode", "Méthode"],
] as const;

/** Sections that a table of counts cannot fill. */
const SECTIONS_DES_BAUX: readonly string[] = ["communes", "trimestres", "ventilations"];

function Sommaire({ bilan }: { bilan: Bilan }) {
  const sections = SECTIONS.filter(
    ([id]) =>
      (!bilan.surComptes || !SECTIONS_DES_BAUX.includes(id)) && (id !== "territorialises" || bilan.territorialises),
  );
  return (
    <nav class="sommaire" aria-label="Dans cette page">
      <ul>
        {sections.map(([id, libelle]) => (
          <li>
            <a href={`#${id}`}>{libelle}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionTrimestres({ bilan }: { bilan: Bilan }) {
  return (
    <section aria-labelledby="trimestres">
      <h2 id="trimestres">Par trimestre</h2>
      {bilan.trimestres.length === 0 ? <p>Aucun trimestre de {bilan.annee} ne compte d’attribution.</p> : null}
      {bilan.trimestres.length > 0 ? (
        <TableVentilation
          titre={`Trimestres de ${bilan.annee}`}
          premiereColonne="Trimestre"
          lignes={bilan.trimestres}
          href={(code) => hrefBilan(bilan.territoire, { ...questionOf(bilan), periode: code })}
        />
      ) : null}
      {bilan.cumuls.length > 1 ? (
        <TableVentilation titre="Depuis le 1er janvier" premiereColonne="Période" lignes={bilan.cumuls} />
      ) : null}
    </section>
  );
}

const PREMIERE_COLONNE = {
  commune: "Commune",
  secteur: "Secteur",
  contingent: "Réservataire",
  origine: "Origine",
  prioritaire: "Public",
  dalo: "DALO",
  menage: "Ménage",
  age: "Âge",
} as const;

function SectionVentilations({ bilan }: { bilan: Bilan }) {
  const ventilations = bilan.ventilations.filter(({ axe, lignes }) => axe !== "commune" && lignes.length > 0);
  return (
    <section aria-labelledby="ventilations">
      <h2 id="ventilations">Secteurs, contingents, profils</h2>
      {ventilations.map(({ axe, titre, lignes }) => (
        <TableVentilation titre={titre} premiereColonne={PREMIERE_COLONNE[axe]} lignes={lignes} />
      ))}
    </section>
  );
}

function renderEtat(cadre: Cadre, titre: string, children: Child): string {
  return renderPage({
    cadre,
    titre,
    rubrique: "bilan",
    children: (
      <>
        <h1>{titre}</h1>
        {children}
      </>
    ),
  });
}

export function renderBilanVide(cadre: Cadre, epci: string, attente: readonly BauxEnAttente[] = []): string {
  return renderEtat(
    cadre,
    "Bilan",
    <>
      <EnAttente attente={attente} />
      <EtatVide titre="Aucun bilan pour l’instant">
        <p>Le bilan apparaît dès qu’un fichier d’attributions (SNE) est publié pour ce territoire.</p>
        <Deposer cadre={cadre} epci={epci} />
      </EtatVide>
    </>,
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

export function renderBilanSansLigne(
  cadre: Cadre,
  rattachement: "bailleur" | "reservataire",
  attente: readonly BauxEnAttente[] = [],
): string {
  return renderEtat(
    cadre,
    "Bilan",
    <>
      <EnAttente attente={attente} />
      <SansLigne rattachement={rattachement} />
    </>,
  );
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
