export { readDecoySecret } from './decoy-secret.ts';
export { type InvitationDeps, invitationLink, invite, type Invited, inviteFirstOwner } from './invitations.ts';
export { sessionCookie } from './session-cookie.ts';
export {
  type AgentIdentity,
  createSessions,
  type FollowSession,
  type ReadAgent,
  type SessionDeps,
  type SessionLife,
  type Sessions,
} from './sessions.ts';
export { createSignIn, type SignIn } from './sign-in.ts';
export { registerStaffRoutes, type StaffRouteDeps } from './staff-routes.ts';
export { createThrottle, type Throttle } from './throttle.ts';
