import type { Compte } from "../../lectures/connexion/ports.ts";
import { formatPersonne } from "./libelles.ts";

/** A name, and the address that distinguishes namesakes. */
export function Personne({ compte }: { readonly compte: Pick<Compte, "prenom" | "nom" | "courriel"> }) {
  return (
    <>
      {formatPersonne(compte)}
      <br />
      <small class="discret">{compte.courriel}</small>
    </>
  );
}
