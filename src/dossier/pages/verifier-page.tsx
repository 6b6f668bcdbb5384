import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choix, type RefusFormulaire } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";
import type { GuichetOffert } from "../lectures/choisir-guichet.ts";
import type { LigneResume } from "../lectures/resume.ts";
import type { ReponseManquante } from "../regles/completude.ts";
import { ETAPES, type Etape, TITRE_ETAPE } from "../regles/etape.ts";
import { etapeOf, type Question, TITRE_QUESTION } from "../regles/question.ts";
import { hrefDocuments, hrefEtape, type LieuEtapes } from "./chemins.ts";
import { type CadreDossier, renderPageTitree } from "./page-dossier.tsx";
import { cheminDemande } from "./registre/chemins.ts";

export type VerifierPageProps = {
  readonly commun: CadreDossier;
  readonly resumes: readonly { readonly question: Question; readonly lignes: readonly LigneResume[] }[];
  readonly manques: readonly ReponseManquante[];
  /** What the button does; null: the demande is sent, with nothing to send again. */
  readonly envoi: "envoyer" | "renvoyer" | null;
  readonly guichets: readonly GuichetOffert[];
  /** true: the first desk is near the household. */
  readonly proche: boolean;
  /** Path to follow when there is no desk. */
  readonly sansGuichet: string;
  /** Name of the chosen desk, which does not change any more; null: none is chosen. */
  readonly nomGuichet: string | null;
  readonly nomsCommunes: ReadonlyMap<string, string>;
  readonly refus: RefusFormulaire;
  readonly sensiblesAutrement: boolean;
};

/** All answers with a link « Changer » each, what is missing, and the desk that receives the demande. */
export function renderVerifierPage(props: VerifierPageProps): string {
  const { commun, manques, refus, resumes } = props;
  return renderPageTitree(
    commun,
    { titre: "Tout est-il juste ?", etape: "verifier", refus },
    <>
      <Manques lieu={commun} manques={manques} />
      {ETAPES.map((etape) => (
        <Bloc lieu={commun} etape={etape} resumes={resumes} />
      ))}
      {props.sensiblesAutrement ? (
        <p class="message">
          Les questions sur la nationalité, le handicap, les violences et le DALO sont posées à la personne. Elle répond
          elle-même, avec son code.
        </p>
      ) : null}
      <Envoi {...props} />
    </>,
  );
}

function Manques({ lieu, manques }: { lieu: LieuEtapes; manques: readonly ReponseManquante[] }) {
  if (manques.length === 0) return null;
  return (
    <div class="message alerte">
      <h2>Il manque encore des réponses</h2>
      <ul>
        {manques.map(({ question, manque }) => (
          <li>
            <a class="lien-seul" href={hrefEtape(lieu, question)}>
              {TITRE_QUESTION[question]}
            </a>
            <br />
            {manque}
          </li>
        ))}
      </ul>
    </div>
  );
}

type BlocProps = { readonly lieu: LieuEtapes; readonly etape: Etape; readonly resumes: VerifierPageProps["resumes"] };

function Bloc({ lieu, etape, resumes }: BlocProps) {
  if (etape === "verifier") return null;
  if (etape === "documents") {
    return (
      <>
        <h2>{TITRE_ETAPE[etape]}</h2>
        <p>
          <a class="lien-seul" href={hrefDocuments(lieu)}>
            Voir et ajouter vos documents
          </a>
        </p>
      </>
    );
  }
  return (
    <>
      <h2>{TITRE_ETAPE[etape]}</h2>
      <dl class="questions">
        {resumes
          .filter(({ question, lignes }) => etapeOf(question) === etape && lignes.length > 0)
          .map(({ question, lignes }) => (
            <Reponse lieu={lieu} question={question} lignes={lignes} />
          ))}
      </dl>
    </>
  );
}

type ReponseProps = { readonly lieu: LieuEtapes; readonly question: Question; readonly lignes: readonly LigneResume[] };

function Reponse({ lieu, question, lignes }: ReponseProps) {
  return (
    <div>
      <dt>{TITRE_QUESTION[question]}</dt>
      {lignes.map(({ terme, valeur }) => (
        <dd>
          {terme} : {valeur}
        </dd>
      ))}
      <dd>
        <a
          class="lien-seul"
          href={`${hrefEtape(lieu, question)}?retour=verifier`}
          aria-label={`Changer : ${TITRE_QUESTION[question]}`}
        >
          Changer
        </a>
      </dd>
    </div>
  );
}

function sayOrdre({ proche, guichets: [premier] }: VerifierPageProps): string {
  if (proche) return "Le plus proche de chez vous est en premier.";
  return premier?.repli
    ? "Vos communes n’ont pas de guichet. Celui du territoire est en premier : il reçoit tout le monde."
    : "Vos communes n’ont pas de guichet. Tous ceux-ci reçoivent votre demande : choisissez le plus pratique.";
}

function sayGuichet({ nom, adresse, commune, km }: GuichetOffert, noms: ReadonlyMap<string, string>): string {
  const lieu = commune === null ? null : (noms.get(commune) ?? null);
  const loin = km === null || km < 1 ? null : `à ${formatNombre(Math.round(km))}\u00A0km de chez vous`;
  return [nom, adresse, lieu, loin].filter(Boolean).join(", ");
}

function Envoi(props: VerifierPageProps) {
  const { commun, envoi, manques, guichets, nomGuichet, nomsCommunes, refus } = props;
  const { epci, guichet } = commun;
  if (guichet !== null) {
    return (
      <p>
        <a class="bouton" href={hrefTerritoire(epci, cheminDemande(guichet))}>
          Revenir au dossier
        </a>
      </p>
    );
  }
  if (envoi === null) {
    return (
      <p class="ligne">
        <a class="bouton" href={hrefDemande(epci)}>
          Suivre ma demande
        </a>
        <a class="lien-seul" href={hrefDemande(epci, "reponses.pdf")}>
          Télécharger mes réponses (PDF)
        </a>
      </p>
    );
  }
  if (manques.length > 0) return <p>Vous pourrez envoyer votre demande quand ces réponses seront là.</p>;
  if (nomGuichet === null && guichets.length === 0) {
    return <p class="message alerte">{props.sansGuichet}</p>;
  }
  const options = guichets.map((guichet) => ({
    code: String(guichet.organisation),
    libelle: sayGuichet(guichet, nomsCommunes),
  }));
  return (
    <form class="saisie" method="post" action={hrefDemande(epci, "envoyer")} novalidate>
      {nomGuichet === null ? (
        <Choix
          etat={{ saisie: { guichet: [options[0]?.code ?? ""] }, refus }}
          nom="guichet"
          libelle="À quel guichet l’envoyer ?"
          aide={sayOrdre(props)}
          options={options}
        />
      ) : (
        <p>Votre demande va au guichet : {nomGuichet}.</p>
      )}
      <p>En envoyant, vous dites que ces réponses sont vraies.</p>
      <p class="ligne">
        <button class="bouton" type="submit">
          {envoi === "envoyer" ? "Envoyer ma demande" : "Renvoyer ma demande"}
        </button>
      </p>
    </form>
  );
}
