import type { Child } from "hono/jsx";
import type { EtatFormulaire } from "#socle/pages/design/formulaire.tsx";
import { etapeOf, isSensible, type Question, TITRE_QUESTION } from "../regles/question.ts";
import { ChampsLieux, ChampsLogementCherche, ChampsMotifs, ChampsRapide } from "./champs-recherche.tsx";
import {
  ChampsBailleur,
  ChampsEmployeur,
  ChampsImpots,
  ChampsLogement,
  ChampsLoyer,
  ChampsRevenus,
  ChampsTaille,
  ChampsTravail,
} from "./champs-ressources.tsx";
import {
  ChampsDalo,
  ChampsHandicap,
  ChampsIdentite,
  ChampsJoindre,
  ChampsNationalite,
  ChampsSituation,
  ChampsViolences,
} from "./champs-vous.tsx";
import { hrefEtape } from "./chemins.ts";
import { Composition } from "./composition.tsx";
import type { ContexteChamps } from "./contexte-champs.ts";
import { type CadreDossier, renderPageTitree } from "./page-dossier.tsx";

type Champs = (props: { readonly etat: EtatFormulaire; readonly contexte: ContexteChamps }) => Child;

const CHAMPS: Readonly<Record<Question, Champs>> = {
  "vous/identite": ChampsIdentite,
  "vous/joindre": ChampsJoindre,
  "vous/situation": ChampsSituation,
  "vous/nationalite": ChampsNationalite,
  "menage/composition": Composition,
  "menage/handicap": ChampsHandicap,
  "revenus/travail": ChampsTravail,
  "revenus/employeur": ChampsEmployeur,
  "revenus/ressources": ChampsRevenus,
  "revenus/impots": ChampsImpots,
  "logement-actuel/logement": ChampsLogement,
  "logement-actuel/bailleur": ChampsBailleur,
  "logement-actuel/loyer": ChampsLoyer,
  "logement-actuel/taille": ChampsTaille,
  "recherche/motifs": ChampsMotifs,
  "recherche/logement": ChampsLogementCherche,
  "recherche/lieux": ChampsLieux,
  "recherche/rapide": ChampsRapide,
  "recherche/violences": ChampsViolences,
  "recherche/dalo": ChampsDalo,
};

export type QuestionPageProps = {
  readonly commun: CadreDossier;
  readonly question: Question;
  readonly revision: number;
  readonly etat: EtatFormulaire;
  readonly contexte: ContexteChamps;
  /** Previous question; null: this is the first. */
  readonly precedente: Question | null;
  /** true: the page leads back to the final check of all answers. */
  readonly verifier: boolean;
  /** Announcement of the last act on the page of a person. */
  readonly annonce: string | null;
};

export function renderQuestionPage(props: QuestionPageProps): string {
  const { commun, question, etat, contexte, verifier, annonce } = props;
  const Fields = CHAMPS[question];
  return renderPageTitree(
    commun,
    {
      titre: TITRE_QUESTION[question],
      etape: etapeOf(question),
      avant: <Retour {...props} />,
      refus: etat.refus,
      annonce,
    },
    <>
      {isSensible(question) ? <Pourquoi question={question} /> : null}
      {question === "menage/composition" ? <Fields etat={etat} contexte={contexte} /> : null}
      <form class="saisie" method="post" action={hrefEtape(commun, question)} novalidate>
        <input type="hidden" name="revision" value={String(props.revision)} />
        {verifier ? <input type="hidden" name="retour" value="verifier" /> : null}
        {question === "menage/composition" ? null : <Fields etat={etat} contexte={contexte} />}
        <p class="ligne">
          <button class="bouton" type="submit">
            {libelleSuite(question, contexte, verifier)}
          </button>
          <button class="lien" type="submit" name="suite" value="plus-tard">
            Enregistrer et finir plus tard
          </button>
        </p>
      </form>
    </>,
  );
}

function libelleSuite(question: Question, { personnes }: ContexteChamps, verifier: boolean): string {
  if (question === "menage/composition") return personnes.length === 0 ? "Je vivrai seul" : "C’est tout le monde";
  return verifier ? "Enregistrer" : "Continuer";
}

function Retour({ commun, precedente, verifier }: QuestionPageProps) {
  if (verifier) return <Lien href={hrefEtape(commun, "verifier")} libelle="Revenir à toutes mes réponses" />;
  if (precedente === null) return null;
  return <Lien href={hrefEtape(commun, precedente)} libelle="Question précédente" />;
}

function Lien({ href, libelle }: { href: string; libelle: string }) {
  return (
    <p class="ecran">
      <a class="lien-seul" href={href}>
        {libelle}
      </a>
    </p>
  );
}

const POURQUOI: Readonly<Partial<Record<Question, string>>> = {
  "vous/nationalite": "La loi demande un droit au séjour pour louer un logement social.",
  "menage/handicap": "Un handicap peut rendre votre demande prioritaire, et relever le plafond de revenus.",
  "recherche/violences": "Les victimes de violences sont prioritaires. Rien n’est dit à personne d’autre.",
  "recherche/dalo": "Une demande reconnue passe avant les autres.",
};

/** RGPD, art. 13: why the question is asked, who reads the answer, and that it is optional. */
function Pourquoi({ question }: { question: Question }) {
  return (
    <div class="message">
      <p>
        <strong>Pourquoi cette question ?</strong> {POURQUOI[question]}
      </p>
      <p>
        Votre réponse est chiffrée. Seuls la lisent les agents habilités, avec un motif écrit. Vous voyez qui l’a
        ouverte. Vous pouvez ne pas répondre.
      </p>
    </div>
  );
}
