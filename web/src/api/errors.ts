/** What a refused request says, in the server's one error shape. */

export interface Problem {
  field: string;
  message: string;
  fix?: string | null;
  line?: number | null;
  tag?: string | null;
}

export interface ErrorBody {
  id?: string;
  status_code?: number;
  detail?: string;
  code?: string;
  validation_errors?: Record<string, string[]>;
  problems?: Problem[];
  display_context?: Record<string, unknown>;
}

/** The server answered, and said no. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];
  readonly context: Readonly<Record<string, unknown>>;
  /** Names this failure in the server's log. */
  readonly id: string | undefined;

  constructor(status: number, body: ErrorBody) {
    super(body.detail || `The server refused the request (${status}).`);
    this.status = status;
    this.code = body.code ?? "refused";
    this.problems = body.problems ?? problemsOf(body.validation_errors);
    this.context = body.display_context ?? {};
    this.id = body.id;
  }

  /** First message by field, for forms. Messages about no field stand under "". */
  fields(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const problem of this.problems) {
      const key = problem.field === "non_field_errors" ? "" : problem.field;
      const message = problem.message.charAt(0).toUpperCase() + problem.message.slice(1);
      found[key] ??= problem.fix ? `${message} ${problem.fix}` : message;
    }
    return found;
  }
}

/** The request did not reach the server, or its answer did not reach us. */
export class OfflineError extends Error {
  override readonly name: string = "OfflineError";
  constructor() {
    super("The server cannot be reached.");
  }
}

function problemsOf(errors: Record<string, string[]> | undefined): Problem[] {
  return Object.entries(errors ?? {}).flatMap(([field, messages]) =>
    messages.map((message) => ({ field, message })),
  );
}

export function isStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}

export function hasCode(error: unknown, code: string): error is ApiError {
  return error instanceof ApiError && error.code === code;
}
