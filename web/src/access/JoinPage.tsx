import { Button } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { InviteLookup, WhoAmI } from "../api/contract";
import { ApiError, isStatus } from "../api/errors";
import { Failure } from "../kit/Notice";
import { BoneRows } from "../kit/Waiting";
import { EntryFrame } from "./EntryFrame";
import classes from "./EntryFrame.module.css";
import { meQuery, nameOf, useArrive } from "./me";
import { NOBODY_YET, PersonFields, personRules } from "./PersonFields";
import { acceptInvite, inviteLookupQuery, signOut } from "./queries";
import { roleName } from "./roles";

/** Where an invitation link leads. */
export function JoinPage() {
  const { token } = useSearch({ from: "/join" });
  const invite = useQuery(inviteLookupQuery(token));
  if (invite.isPending) {
    return (
      <EntryFrame title="Join" lead="Looking at your invitation.">
        <BoneRows rows={4} />
      </EntryFrame>
    );
  }
  if (invite.isError) {
    const unknown = isStatus(invite.error, 404);
    return (
      <EntryFrame
        title={unknown ? "This invitation does not hold" : "Join"}
        lead={
          unknown
            ? "The link was revoked, has run out, or is not complete. Ask whoever sent it for a new one."
            : "Your invitation could not be looked at."
        }
      >
        {!unknown && (
          <Failure what="Nothing was changed." error={invite.error} retry={() => void invite.refetch()} />
        )}
        <p className={classes.foot}>
          Have an account already? <Link to="/login">Sign in</Link>
        </p>
      </EntryFrame>
    );
  }
  return <Invited token={token} invite={invite.data} />;
}

function Invited({ token, invite }: { token: string; invite: InviteLookup }) {
  const me = useQuery({ ...meQuery, retry: false });
  const projects = invite.projects.map((title) => `“${title}”`).join(", ");
  const place = projects ? `${projects} in ${invite.organization}` : invite.organization;
  const lead = `You are invited to ${place} as ${article(roleName(invite.role))}.`;
  if (me.isPending) {
    return (
      <EntryFrame title={`Join ${invite.organization}`} lead={lead}>
        <BoneRows rows={4} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={`Join ${invite.organization}`} lead={lead}>
      <Entry token={token} email={invite.email} me={me.data} />
    </EntryFrame>
  );
}

interface EntryProps {
  token: string;
  /** Whom the invitation is for, when it is not for everybody who has the link. */
  email: string | null;
  me: WhoAmI | undefined;
}

function Entry({ token, email, me }: EntryProps) {
  if (!me) return <JoinAsNew token={token} email={email} />;
  if (email !== null && email.toLowerCase() !== me.email.toLowerCase()) {
    return <SomebodyElse email={email} name={me.email} />;
  }
  return <JoinAs token={token} name={nameOf(me)} />;
}

/** The invitation is for another address than that of who is signed in. */
function SomebodyElse({ email, name }: { email: string; name: string }) {
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => window.location.reload() });
  return (
    <div className={classes.form}>
      <p>
        The invitation is for {email}, and you are signed in as {name}.
      </p>
      {leave.isError && <Failure what="You are still signed in." error={leave.error} />}
      <Button fullWidth loading={leave.isPending} onClick={() => leave.mutate()}>
        Sign out and join as {email}
      </Button>
    </div>
  );
}

function article(role: string): string {
  const word = role.toLowerCase();
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

function useJoin() {
  const navigate = useNavigate();
  const arrive = useArrive();
  return useMutation({
    mutationFn: acceptInvite,
    onSuccess: async (me) => {
      arrive(me);
      await navigate({ to: "/projects" });
    },
  });
}

function JoinAs({ token, name }: { token: string; name: string }) {
  const joining = useJoin();
  return (
    <div className={classes.form}>
      {joining.isError && <Failure what="You have not joined yet." error={joining.error} />}
      <Button
        variant="filled"
        fullWidth
        loading={joining.isPending}
        onClick={() => joining.mutate({ token })}
      >
        Join as {name}
      </Button>
    </div>
  );
}

function JoinAsNew({ token, email }: { token: string; email: string | null }) {
  const joining = useJoin();
  const form = useForm({ initialValues: { ...NOBODY_YET, email: email ?? "" }, validate: personRules });
  return (
    <>
      <form
        className={classes.form}
        noValidate
        onSubmit={form.onSubmit((values) =>
          joining.mutate(
            { token, ...values },
            {
              onError: (error) => {
                if (error instanceof ApiError) form.setErrors(error.fields());
              },
            },
          ),
        )}
      >
        {joining.isError && <Failure what="You have not joined yet." atFields error={joining.error} />}
        <PersonFields form={form} emailIsGiven={email !== null} />
        <Button type="submit" variant="filled" loading={joining.isPending} fullWidth>
          Create account and join
        </Button>
      </form>
      <p className={classes.foot}>
        Have an account already?{" "}
        <Link to="/login" search={{ next: `/join?token=${encodeURIComponent(token)}` }}>
          Sign in
        </Link>{" "}
        and come back to this link.
      </p>
    </>
  );
}
