import { findController, timestampOf } from '../../objects';
import type { Change } from '../../store/EventLog';
import type { Condition, Job, Pod } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import type { EventRecorder } from '../EventRecorder';
import { isActive, podFrom } from '../pods';

/** Runs the pods of a Job until enough of them have succeeded or too many have failed. */
export class JobController implements Controller {
  readonly name = 'job-controller';

  constructor(
    private readonly view: ClusterView,
    private readonly events: EventRecorder,
  ) {}

  observe({ version }: Change, wake: Wake): void {
    if (isOfKind(version, 'batch', 'Job'))
      wake.now(version.object.metadata.uid);
    if (!isOfKind(version, '', 'Pod')) return;
    const owner = findController(version.object.metadata);
    if (owner?.kind === 'Job') wake.now(owner.uid);
  }

  reconcile(uid: string, wake: Wake): void {
    const job = this.view.find<Job>(uid, 'batch', 'Job');
    if (!job || job.metadata.deletionTimestamp !== undefined) return;
    const finished = job.status?.conditions?.find(
      each =>
        ['Complete', 'Failed'].includes(each.type) && each.status === 'True',
    );
    if (finished) {
      this.expire(job, finished, wake);
      return;
    }
    const pods = this.view.listControlled<Pod>(job, '', 'Pod');
    const succeeded = pods.filter(
      pod => pod.status?.phase === 'Succeeded',
    ).length;
    const failed = pods.filter(pod => pod.status?.phase === 'Failed').length;
    const {
      completions = 1,
      parallelism = 1,
      backoffLimit = 6,
      suspend = false,
    } = job.spec;
    const active = pods.filter(isActive);
    const done = succeeded >= completions;
    const broken = failed > backoffLimit;
    if (done || broken || suspend) {
      for (const pod of active) this.view.delete(pod);
    } else {
      const wanted = Math.min(parallelism, completions - succeeded);
      for (let i = active.length; i < wanted; i++) this.createPod(job);
    }
    this.updateStatus(job, { succeeded, failed, done, broken });
  }

  private createPod(job: Job): void {
    const identity = { generateName: `${job.metadata.name}-` };
    const pod = this.view.create(
      'v1',
      'Pod',
      podFrom(job, job.spec.template, identity),
    );
    if (!pod) return;
    this.events.record(
      job,
      'Normal',
      'SuccessfulCreate',
      `Created pod: ${pod.metadata.name}`,
      {
        component: this.name,
      },
    );
  }

  private updateStatus(
    job: Job,
    counts: {
      succeeded: number;
      failed: number;
      done: boolean;
      broken: boolean;
    },
  ): void {
    const { succeeded, failed, done, broken } = counts;
    const now = timestampOf(this.view.now());
    const active = this.view
      .listControlled<Pod>(job, '', 'Pod')
      .filter(isActive).length;
    const condition = (
      type: string,
      reason: string,
      message: string,
    ): Condition => ({
      type,
      status: 'True',
      reason,
      message,
      lastTransitionTime: now,
    });
    const conditions: Condition[] = [];
    if (done) {
      const message = 'Reached expected number of succeeded pods';
      conditions.push(
        condition('SuccessCriteriaMet', 'CompletionsReached', message),
      );
      conditions.push(condition('Complete', 'CompletionsReached', message));
      this.events.record(job, 'Normal', 'Completed', 'Job completed', {
        component: this.name,
      });
    } else if (broken) {
      const message = 'Job has reached the specified backoff limit';
      conditions.push(
        condition('FailureTarget', 'BackoffLimitExceeded', message),
      );
      conditions.push(condition('Failed', 'BackoffLimitExceeded', message));
      this.events.record(job, 'Warning', 'BackoffLimitExceeded', message, {
        component: this.name,
      });
    }
    this.view.updateStatus(job, {
      startTime: job.status?.startTime ?? now,
      ...(active > 0 ? { active } : {}),
      ...(succeeded > 0 ? { succeeded } : {}),
      ...(failed > 0 ? { failed } : {}),
      ...(done ? { completionTime: now } : {}),
      ...(conditions.length > 0 ? { conditions } : {}),
    });
  }

  private expire(job: Job, finished: Condition, wake: Wake): void {
    const { ttlSecondsAfterFinished } = job.spec;
    if (ttlSecondsAfterFinished === undefined) return;
    const endMs =
      Date.parse(finished.lastTransitionTime ?? '') +
      ttlSecondsAfterFinished * 1000;
    if (Number.isNaN(endMs)) return;
    if (endMs <= this.view.now())
      this.view.delete(job, { propagationPolicy: 'Background' });
    else wake.at(job.metadata.uid, endMs);
  }
}
