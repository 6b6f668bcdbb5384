import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres } from "#socle/pages/design/filtres.tsx";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { EnTetePage, Suites, suitesParties } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Phrases, ResultatActe } from "#socle/pages/design/parts.tsx";
import type { PublicsPrioritaires } from "../../lectures/public-prioritaire/publics.ts";
import { SansLigne } from "../bilan-page.tsx";
import { type Choix, SelectAnnee, SelectBailleur } from "../filtres.tsx";
import { CorpsMethode, sourcesText, TableSources } from "../methode.tsx";
import { SectionCategories } from "./categories-section.tsx";
import {
  SectionDaloEtTravailleurs,
  SectionNonReserves,
  SectionReservataires,
  SectionSansTest,
} from "./constat-tables.tsx";
import { hrefPartie, hrefPublics, PARTIES_PUBLICS, type PartiePublics } from "./libelles.tsx";
import { SectionCorrections, SectionRapprochement } from "./rapprochement-section.tsx";

export type PublicsPageProps = {
  readonly cadre: Cadre;
  /** null: the page that answers. */
  readonly partie: PartiePublics | null;
  readonly publics: PublicsPrioritaires;
  readonly choix: Choix;
  readonly saisie: SaisieFormulaire;
  /** Refusal of the local list's form. */
  readonly erreur: string | null;
  /** Announcement of the act just done. */
  readonly annonce: string | null;
};

/** The answer first, then each réservataire and bailleur; the lists, the categories and the method are a link away. */
export function renderPublicsPage(props: PublicsPageProps): string {
  const { cadre, publics, choix, annonce, partie } = props;
  const nom = publics.nomBailleur === null ? "" : `, ${publics.nomBailleur}`;
  const titre = `Publics prioritaires ${publics.annee}${nom}`;
  if (partie !== null) return renderPartie(props, partie, titre);
  return renderPage({
    cadre,
    titre,
    sources: sourcesText(publics),
    children: (
      <>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} />
        <p class="chapo">
          Au moins {publics.part} des attributions de chaque réservataire vont à un ménage reconnu au titre du DALO ou,
          à défaut, à un public prioritaire.
        </p>
        <Filtres publics={publics} choix={choix} partie={null} />
        <div class="reponse">
          <Phrases phrases={publics.reponse} />
        </div>
        {cadre.droits.exporterBilan ? <Telechargements publics={publics} /> : null}
        <Corps publics={publics} />
        <SuitesPublics publics={publics} ici={null} />
      </>
    ),
  });
}

function renderPartie(props: PublicsPageProps, partie: PartiePublics, page: string): string {
  const { cadre, publics, choix, annonce } = props;
  const { territoire, annee, bailleur } = publics;
  return renderPage({
    cadre,
    titre: PARTIES_PUBLICS[partie],
    sources: sourcesText(publics),
    children: (
      <>
        <EnTetePage
          titre={PARTIES_PUBLICS[partie]}
          sous={<a href={hrefPublics(territoire, { annee, bailleur })}>{page}</a>}
        />
        <ResultatActe annonce={annonce} />
        <Filtres publics={publics} choix={choix} partie={partie} />
        <ContenuPartie {...props} partie={partie} />
        <SuitesPublics publics={publics} ici={partie} />
      </>
    ),
  });
}

function ContenuPartie({ partie, ...props }: PublicsPageProps) {
  const { cadre, publics } = props;
  switch (partie) {
    case "rapprochement":
      return <SectionRapprochement cadre={cadre} publics={publics} />;
    case "corrections":
      return <SectionCorrections publics={publics} />;
    case "categories":
      return <SectionCategories {...props} />;
    default:
      return (
        <>
          {publics.methodes.map((methode) => (
            <>
              <h2>{methode.titre}</h2>
              <CorpsMethode methode={methode} />
            </>
          ))}
          <TableSources bilan={publics} lots={cadre.droits.lireLots} />
        </>
      );
  }
}

function SuitesPublics({ publics, ici }: { publics: PublicsPrioritaires; ici: PartiePublics | null }) {
  const vides: readonly PartiePublics[] = publics.total === 0 ? ["rapprochement"] : [];
  const sansListe: readonly PartiePublics[] = (publics.rapprochement?.listes ?? []).length === 0 ? ["corrections"] : [];
  return (
    <Suites suites={suitesParties(PARTIES_PUBLICS, [ici, ...vides, ...sansListe], (une) => hrefPartie(publics, une))} />
  );
}

function Corps({ publics }: { publics: PublicsPrioritaires }) {
  if (publics.total === 0) {
    return (
      <EtatVide titre="Aucune attribution publiée">
        <p>
          Aucun bail signé n’est connu en {publics.annee}. Choisissez une autre année, ou déposez le fichier du SNE.
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      <SectionReservataires publics={publics} />
      <SectionNonReserves publics={publics} />
      <SectionSansTest publics={publics} />
      <SectionDaloEtTravailleurs publics={publics} />
    </>
  );
}

function Filtres({ publics, choix, partie }: Pick<PublicsPageProps, "publics" | "choix" | "partie">) {
  const action = hrefTerritoire(publics.territoire, "publics-prioritaires");
  return (
    <BarreFiltres action={action} titre="Choisir l’année" garde={{ partie }}>
      <SelectAnnee choix={choix} annee={publics.annee} />
      <SelectBailleur choix={choix} bailleur={publics.bailleur} />
    </BarreFiltres>
  );
}

function Telechargements({ publics }: { publics: PublicsPrioritaires }) {
  const { territoire, annee, bailleur } = publics;
  return (
    <div class="ligne telechargements">
      <a class="bouton" href={hrefPublics(territoire, { annee, bailleur }, "pdf")}>
        Rapport (PDF)
      </a>
      <a class="bouton second" href={hrefPublics(territoire, { annee, bailleur }, "xlsx")}>
        Tableau (Excel)
      </a>
    </div>
  );
}

/** No year is published yet. */
export function renderPublicsVide(cadre: Cadre): string {
  return renderEtat(
    cadre,
    <EtatVide titre="Aucune attribution n’est publiée">
      <p>Les publics prioritaires se comptent dès qu’un fichier d’attributions (SNE) est publié pour ce territoire.</p>
    </EtatVide>,
  );
}

/** There are figures, but none that this person may see. */
export function renderPublicsSansLigne(cadre: Cadre, rattachement: "bailleur" | "reservataire"): string {
  return renderEtat(cadre, <SansLigne rattachement={rattachement} />);
}

function renderEtat(cadre: Cadre, children: unknown): string {
  return renderPage({
    cadre,
    titre: "Publics prioritaires",
    children: (
      <>
        <h1>Publics prioritaires</h1>
        {children}
      </>
    ),
  });
}
