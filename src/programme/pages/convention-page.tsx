import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Refuse, TexteLong, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Phrases, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { OBJECTIFS_CONVENUS, tableGroupe, totalGroupe } from "../images/convention-objectif-tables.ts";
import type { ConventionEtablie, ConventionObjectif } from "../lectures/convention-objectif.ts";
import type { PartieConvention } from "../regles/convention-objectif.ts";
import { CHEMIN_CONVENTIONS, TagEtatConvention } from "./conventions-page.tsx";

export type PreparerPageProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly contenu: ConventionObjectif;
  readonly aRelire: boolean;
  readonly limite: number;
};

/** Convention as it would be today; nothing is written before « Établir ». */
export function renderPreparerConvention(props: PreparerPageProps): string {
  const { cadre, epci, contenu, refus } = props;
  const { bailleur, anneeDebut, anneeFin } = contenu;
  const titre = `Préparer : ${contenu.titre}`;
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_CONVENTIONS)}>Toutes les conventions d’objectifs</a>
        </p>
        <h1>{titre}</h1>
        <Refuse refus={refus} />
        <p>
          Voici ce que dirait la convention établie aujourd’hui. Une fois établie, elle ne change plus, même si le
          registre change.
        </p>
        <Contenu contenu={contenu} />
        <form class="saisie" method="post" action={hrefTerritoire(epci, CHEMIN_CONVENTIONS)}>
          <h2>Les engagements des parties</h2>
          <input type="hidden" name="bailleur" value={String(bailleur.organisation)} />
          <input type="hidden" name="debut" value={String(anneeDebut)} />
          <input type="hidden" name="fin" value={String(anneeFin)} />
          <TexteLong
            etat={props}
            nom="engagements"
            libelle="Autres engagements, un par ligne"
            aide="Par exemple la part de l’offre neuve réservée aux habitants du quartier prioritaire. Aucun nom de personne."
            lignes={6}
            limite={props.limite}
          />
          {props.aRelire ? (
            <label class="case">
              <input type="checkbox" name="relu" value="oui" />
              J’ai relu ce texte : il ne dit rien d’une personne, je le garde.
            </label>
          ) : null}
          <button class="bouton" type="submit">
            Établir la convention
          </button>
        </form>
      </>
    ),
  });
}

export type ConventionPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly contenu: ConventionObjectif;
  readonly etablie: ConventionEtablie;
  /** Parties whose signature the reader may enter, without those that have signed. */
  readonly parties: readonly PartieConvention[];
  readonly saisie: { readonly partie: string; readonly le: string };
  readonly aujourdhui: string;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** Convention as established. */
export function renderConventionObjectif(props: ConventionPageProps): string {
  const { cadre, epci, contenu, etablie, erreur, annonce } = props;
  const titre = `${contenu.titre}, n° ${etablie.numero}`;
  const href = (type: string) => hrefTerritoire(epci, `${CHEMIN_CONVENTIONS}/${etablie.id}/document.${type}`);
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_CONVENTIONS)}>Toutes les conventions d’objectifs</a>
        </p>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <dl>
          <dt>État</dt>
          <dd>
            <TagEtatConvention etat={etablie.etat} />
          </dd>
          <dt>Établie le</dt>
          <dd>{formatJour(etablie.etablieLe)}</dd>
          <dt>Signée par l’EPCI</dt>
          <dd>{sayJour(etablie.signatures.epci)}</dd>
          <dt>Signée par le bailleur</dt>
          <dd>{sayJour(etablie.signatures.bailleur)}</dd>
          <dt>Empreinte</dt>
          <dd>
            <code>{etablie.empreinte}</code>
          </dd>
        </dl>
        <p class="ligne telechargements">
          Ce document :<a href={href("pdf")}>PDF</a>
          <a href={href("docx")}>Word (DOCX)</a>
        </p>
        <Contenu contenu={contenu} />
        <h2>Les engagements des parties</h2>
        {contenu.engagements.length === 0 ? (
          <p>Aucun autre engagement n’est écrit.</p>
        ) : (
          <ul>
            {contenu.engagements.map((engagement) => (
              <li>{engagement}</li>
            ))}
          </ul>
        )}
        <Signer {...props} />
      </>
    ),
  });
}

function sayJour(le: string | null): string {
  return le === null ? "pas encore" : `le ${formatJour(le)}`;
}

function Contenu({ contenu }: { contenu: ConventionObjectif }) {
  return (
    <>
      <h2>Le programme</h2>
      <Phrases phrases={contenu.programme} />
      {contenu.groupes.map((groupe) => (
        <Table table={tableGroupe(groupe)} lignes={groupe.operations} totaux={[totalGroupe(groupe)]} />
      ))}
      {contenu.sansDate.length > 0 ? (
        <p>
          Au programme, mais aux dates inconnues en tout ou partie : {contenu.sansDate.join(", ")}. Rien ne dit si elles
          sont de la période.
        </p>
      ) : null}
      <h2>Les objectifs d’attribution</h2>
      <Phrases phrases={contenu.attribution} />
      {contenu.objectifs.length > 0 ? <Table table={OBJECTIFS_CONVENUS} lignes={contenu.objectifs} /> : null}
      <h2>Le relogement</h2>
      <Phrases phrases={contenu.relogement} />
    </>
  );
}

const LIBELLE_PARTIE: Readonly<Record<PartieConvention, string>> = { epci: "L’EPCI", bailleur: "Le bailleur" };

function Signer({ epci, etablie, parties, saisie, aujourdhui }: ConventionPageProps) {
  if (parties.length === 0) return null;
  return (
    <form class="ligne" method="post" action={hrefTerritoire(epci, `${CHEMIN_CONVENTIONS}/${etablie.id}/signatures`)}>
      <div>
        <label for="partie">Signée par</label>
        <select id="partie" name="partie" required>
          {parties.map((partie) => (
            <option value={partie} selected={partie === saisie.partie}>
              {LIBELLE_PARTIE[partie]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="le">Signée le</label>
        <input id="le" name="le" type="date" value={saisie.le} min={etablie.etablieLe} max={aujourdhui} required />
      </div>
      <button class="bouton second" type="submit">
        Enregistrer la signature
      </button>
    </form>
  );
}
