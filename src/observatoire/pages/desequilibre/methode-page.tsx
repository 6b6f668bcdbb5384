import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { findEffetMinimal } from "../../regles/desequilibre/effet-minimal.ts";
import {
  isExclue,
  LIBELLE_MOTIF_EXCLUSION,
  MOTIFS_EXCLUSION,
  type ResidenceExclue,
} from "../../regles/desequilibre/exclusion.ts";
import { LIBELLE_OCCUPATION } from "../../regles/desequilibre/libelles.ts";
import type { MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";
import { Choisir } from "../choisir.tsx";
import { FormulaireMethode } from "./methode-formulaire.tsx";
import { CHEMIN_DESEQUILIBRES, LiensDesequilibres } from "./parts.tsx";

export type ResidenceChoix = { readonly cle: string; readonly libelle: string };

export type MethodePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly methode: MethodeDesequilibre;
  readonly methodes: readonly MethodeDesequilibre[];
  readonly enVigueur: number;
  readonly exclusions: readonly ResidenceExclue[];
  /** Every résidence of the stock, by name. */
  readonly residences: readonly ResidenceChoix[];
  readonly droits: { readonly publier: boolean; readonly exclure: boolean };
  readonly aujourdhui: string;
  /** As typed, when it was refused. */
  readonly saisie: Readonly<Record<string, string>> | null;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

const TITRE = "Méthode des déséquilibres";

/** What is applied, all its versions, and what is kept out of the reading. */
export function renderMethodeDesequilibrePage(props: MethodePageProps): string {
  const { cadre, epci, erreur, annonce } = props;
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${TITRE}` : TITRE,
    rubrique: "observatoire",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_DESEQUILIBRES} />
        <h1>{TITRE}</h1>
        <LiensDesequilibres epci={epci} page="methode" />
        <ResultatActe annonce={annonce} erreur={erreur} />
        <Version {...props} />
        <Versions {...props} />
        {props.droits.publier ? <FormulaireMethode {...props} /> : null}
        <Exclusions {...props} />
      </>
    ),
  });
}

function Version({ methode, enVigueur }: MethodePageProps) {
  const { version, depuis, seuils, indicateurs, acte, confiance } = methode;
  const effet = findEffetMinimal(depuis);
  return (
    <section aria-labelledby="version">
      <h2 id="version">Version {version}</h2>
      <p>
        Appliquée depuis le {formatJour(depuis)}
        {version === enVigueur ? ", en vigueur aujourd’hui" : ", remplacée ou à venir"}. {acte}.{" "}
        {confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
      </p>
      <CadreTable titre="Indicateurs et poids" cartes={false}>
        <thead>
          <tr>
            <th scope="col">Indicateur</th>
            <th scope="col" class="n">
              Poids
            </th>
          </tr>
        </thead>
        <tbody>
          {indicateurs.map(({ indicateur, poids }) => (
            <tr>
              <th scope="row">{LIBELLE_OCCUPATION[indicateur]}</th>
              <td class="n">{poids === 0 ? "0 (montré, non compté)" : formatNombre(poids)}</td>
            </tr>
          ))}
        </tbody>
      </CadreTable>
      <dl>
        <dt>Écart établi</dt>
        <dd>plus de {formatTauxCourt(seuils.etabli)} de chances d’être au-dessus du reste du territoire</dd>
        <dt>À surveiller</dt>
        <dd>plus de {formatTauxCourt(seuils.surveiller)}</dd>
        <dt>Test corrigé</dt>
        <dd>{formatTauxCourt(seuils.q)} de fausses alertes au plus parmi ce qu’il confirme</dd>
        <dt>Écart qui compte</dt>
        <dd>
          {formatNombre(effet.valeur.ecart * 100)} points et {formatNombre(effet.valeur.nombre)} ménages ou logements au
          moins ; au-dessous, non distinguable{effet.confiance === "B" ? " (à confirmer)" : ""}
        </dd>
        <dt>Effectif trop faible</dt>
        <dd>moins de {seuils.effectifMinimal} réponses</dd>
        <dt>Règle simple du diagnostic signé</dt>
        <dd>plus de {formatNombre(seuils.ratio)} fois le taux du territoire</dd>
        <dt>Proposition pour la liste annexée</dt>
        <dd>
          {formatCompte(seuils.enjeuMixite, "sur-représentation établie", "sur-représentations établies")} au moins
        </dd>
      </dl>
    </section>
  );
}

function Versions({ methodes, epci, methode }: MethodePageProps) {
  if (methodes.length < 2) {
    return (
      <p class="discret">Une seule version existe. Une version publiée ne change jamais : une autre lui succède.</p>
    );
  }
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">Toutes les versions</h2>
      <ul class="liens">
        {methodes.map(({ version, depuis }) => (
          <li>
            <a
              href={hrefTerritoire(epci, `${CHEMIN_DESEQUILIBRES}/methode`, { version })}
              aria-current={version === methode.version ? "true" : undefined}
            >
              Version {version}, depuis le {formatJour(depuis)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Exclusions(props: MethodePageProps) {
  const { exclusions, residences, droits } = props;
  const noms = new Map(residences.map(({ cle, libelle }) => [cle, libelle]));
  return (
    <section aria-labelledby="exclusions">
      <h2 id="exclusions">Résidences exclues</h2>
      <p>
        Elles ne comptent dans aucune référence, et rien n’est dit de leur occupation. Leur vacance est stratégique.
      </p>
      {exclusions.length === 0 ? (
        <p class="discret">Aucune résidence n’a été exclue.</p>
      ) : (
        <CadreTable titre="Résidences exclues" nom="Tableau des résidences exclues" cartes={false}>
          <thead>
            <tr>
              <th scope="col">Résidence</th>
              <th scope="col">Motif</th>
              <th scope="col">Depuis le</th>
              <th scope="col">Jusqu’au</th>
              <th scope="col">Acte</th>
              {droits.exclure ? <th scope="col">Reprendre</th> : null}
            </tr>
          </thead>
          <tbody>
            {exclusions.map((exclusion) => (
              <LigneExclusion {...props} exclusion={exclusion} nom={noms.get(exclusion.cle) ?? exclusion.cle} />
            ))}
          </tbody>
        </CadreTable>
      )}
      {droits.exclure ? <FormulaireExclusion {...props} /> : null}
    </section>
  );
}

type LigneExclusionProps = MethodePageProps & { readonly exclusion: ResidenceExclue; readonly nom: string };

function LigneExclusion(props: LigneExclusionProps) {
  const { exclusion, nom, droits, aujourdhui } = props;
  const ouverte = exclusion.jusquA === null && isExclue(exclusion, aujourdhui);
  return (
    <tr>
      <th scope="row">{nom}</th>
      <td>{LIBELLE_MOTIF_EXCLUSION[exclusion.motif]}</td>
      <td>{formatJour(exclusion.depuis)}</td>
      <td>{exclusion.jusquA === null ? "en cours" : formatJour(exclusion.jusquA)}</td>
      <td>{exclusion.acte}</td>
      {droits.exclure ? <td>{ouverte ? <Reprendre {...props} /> : "–"}</td> : null}
    </tr>
  );
}

function Reprendre({
  epci,
  exclusion,
  nom,
}: MethodePageProps & { readonly exclusion: ResidenceExclue; readonly nom: string }) {
  return (
    <form method="post" action={hrefTerritoire(epci, `${CHEMIN_DESEQUILIBRES}/exclusions/${exclusion.id}/reprise`)}>
      <button class="lien" type="submit">
        Reprendre<span class="lu"> {nom}</span>
      </button>
    </form>
  );
}

function FormulaireExclusion({ epci, residences, aujourdhui, saisie }: MethodePageProps) {
  const typed = saisie?.formulaire === "exclusion" ? saisie : null;
  const motifs = MOTIFS_EXCLUSION.map((code) => ({ code, libelle: LIBELLE_MOTIF_EXCLUSION[code] }));
  return (
    <details open={typed !== null}>
      <summary>Exclure une résidence</summary>
      <form method="post" action={hrefTerritoire(epci, `${CHEMIN_DESEQUILIBRES}/exclusions`)}>
        <Choisir
          nom="cle"
          libelle="Résidence"
          options={residences.map(({ cle, libelle }) => ({ code: cle, libelle }))}
          valeur={typed?.cle ?? null}
        />
        <Choisir nom="motif" libelle="Motif" options={motifs} valeur={typed?.motif ?? null} />
        <p>
          <label for="depuis-exclusion">Depuis le</label>
          <input id="depuis-exclusion" name="depuis" type="date" value={typed?.depuis ?? aujourdhui} required />
        </p>
        <p>
          <label for="acte-exclusion">Acte qui en décide, et sa date</label>
          <input id="acte-exclusion" name="acte" value={typed?.acte ?? ""} maxlength={300} required />
        </p>
        <button class="bouton" type="submit">
          Exclure
        </button>
      </form>
    </details>
  );
}
